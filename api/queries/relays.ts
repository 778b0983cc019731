import type { Address } from 'viem'
import { maxListedPrices, maxRelayStamps } from '../../protocol/wire/relay.ts'
import type { Stamp } from '../../protocol/wire/stamp.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** Most relays that one page of the directory looks through, and most prices of one of them. */
const relayWindow = 1_000
const priceWindow = 64

export type RelayRow = {
  relay: Address
  signer: Address
  endpoint: string
  active: boolean
  sinceBlock: number
  sinceTime: number
  registeredBlock: number
  registeredAt: number
}

/** `amount` is a decimal string. */
export type PriceRow = { token: Address; amount: string; sinceBlock: number; sinceTime: number }

const relayPairs = `
  'relay', r.relay, 'signer', r.signer, 'endpoint', r.endpoint, 'active', r.active,
  'sinceBlock', r.since_block, 'sinceTime', r.since_time,
  'registeredBlock', r.registered_block, 'registeredAt', r.registered_at`

const priceObject = `json_build_object(
  'token', token, 'amount', amount::text, 'sinceBlock', since_block, 'sinceTime', since_time
)`

/**
 * Relays by address. One row. The prices are as set; they are in force while the relay is active.
 *
 * @param active - Null: whether or not.
 * @param token - Those only that accept it; null: whatever they accept.
 */
export const readRelays = statement<
  {
    asOf: BlockRow | null
    relays: (RelayRow & { prices: PriceRow[] })[]
    /** The relay up to which all were looked through; null if that was the end. */
    scannedTo: Address | null
  },
  [after: string, count: number, active: boolean | null, token: Address | null]
>(
  ({ id, schema }) => `
    with scanned as materialized (
      select * from ${schema}.relay where chain_id = ${id} and relay > $1 order by relay limit ${relayWindow}
    )
    select ${asOfColumn({ id, schema })},
    (select relay from scanned order by relay offset ${relayWindow - 1} limit 1) as "scannedTo",
    (
      select coalesce(json_agg(found order by relay), '[]') from (
        select r.relay, json_build_object(${relayPairs}, 'prices', coalesce((
          select json_agg(${priceObject} order by token) from (
            select * from (
              select * from ${schema}.carriage c
              where c.chain_id = ${id} and c.relay = r.relay and ($4::text is null or c.token = $4)
              order by c.token limit ${priceWindow}
            ) looked where accepted order by token limit ${maxListedPrices}
          ) prices
        ), '[]')) as found
        from scanned r
        where ($3::bool is null or r.active = $3) and ($4::text is null or r.active and exists (
          select from ${schema}.carriage a
          where a.chain_id = ${id} and a.relay = r.relay and a.token = $4 and a.accepted
        ))
        order by r.relay
        limit $2
      ) f
    ) as relays`,
)

/**
 * One row; `relay` is null if the chain has none with this address.
 *
 * @param afterToken - Prices in tokens above this one only; empty for all.
 */
export const readRelay = statement<
  {
    asOf: BlockRow | null
    relay: RelayRow | null
    prices: PriceRow[]
    stampCounts: { status: Stamp['status']; count: number }[]
  },
  [relay: Address, afterToken: string, count: number]
>(
  ({ id, schema }) => `
    select ${asOfColumn({ id, schema })},
    (select json_build_object(${relayPairs}) from ${schema}.relay r where chain_id = ${id} and relay = $1) as relay,
    (
      select coalesce(json_agg(${priceObject} order by token), '[]') from (
        select * from ${schema}.carriage
        where chain_id = ${id} and relay = $1 and token > $2 and accepted
        order by token limit $3
      ) prices
    ) as prices,
    (
      select coalesce(json_agg(to_json(c)), '[]') from (
        select status, count(*) as count from (
          select status from ${schema}.stamp where chain_id = ${id} and relay = $1
          order by posted_block desc limit ${maxRelayStamps}
        ) newest group by status
      ) c
    ) as "stampCounts"`,
)
