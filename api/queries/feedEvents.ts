import type { Hex } from 'viem'
import type { EventType } from '../../protocol/wire/event.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { feedSources, sourceSql } from './feedSources.ts'
import { statement } from './statement.ts'

/** An event as the index has it: addresses in lower case, amounts and block numbers decimal. */
export type EventRow = {
  type: EventType
  blockNumber: number
  blockHash: Hex
  /** Unix seconds. */
  blockTime: number
  logIndex: number
  transaction: Hex
  inboxId: Hex | null
  relay: Hex | null
  stampId: Hex | null
  mailingId: Hex | null
  data: Record<string, unknown>
  /** The period of a key that the event ended. */
  prior: { fromBlock: string; fromLogIndex: number } | null
}

export type EventPage = {
  asOf: BlockRow | null
  /** Hash of the block `$4` in the index; null: it has none. */
  cursorHash: Hex | null
  /** Of the block `$5`. */
  leakHash: Hex | null
  events: EventRow[]
}

/**
 * The first events after a place, in chain order, up to the newest block row: where that row is, all events up to it are.
 * One row.
 */
export const readEvents = statement<
  EventPage,
  [block: number, logIndex: number, limit: number, cursorBlock: number, leakBlock: number | null]
>(
  (chain) => `
    with head as materialized (
      select number from ${chain.schema}.block where chain_id = ${chain.id} order by number desc limit 1
    )
    select ${asOfColumn(chain)}, ${hashAt(chain, '$4::int8')} as "cursorHash",
    ${hashAt(chain, '$5::int8')} as "leakHash",
    (
      select coalesce(json_agg(json_build_object(
        'type', e.type, 'blockNumber', e.block_number, 'blockHash', b.hash, 'blockTime', e.block_time,
        'logIndex', e.log_index, 'transaction', e.transaction, 'inboxId', e.inbox_id, 'relay', e.relay,
        'stampId', e.stamp_id, 'mailingId', e.mailing_id, 'data', e.data, 'prior', e.prior
      ) order by e.block_number, e.log_index), '[]')
      from (
        select * from (${feedSources.map((source) => sourceSql(source, chain)).join(' union all ')}) every
        order by block_number, log_index limit $3::int4
      ) e
      join ${chain.schema}.block b on b.chain_id = ${chain.id} and b.number = e.block_number
    ) as events`,
)

/** SQL of a block's hash; null if the index has no such block. */
export function hashAt(chain: { id: number; schema: string }, number: string): string {
  return `(select hash from ${chain.schema}.block where chain_id = ${chain.id} and number = ${number})`
}

/** Hashes of blocks, of those that the index has. */
export const readBlockHashes = statement<{ number: number; hash: Hex }, [numbers: number[]]>(
  ({ id, schema }) =>
    `select number, hash from ${schema}.block where chain_id = ${id} and number = any($1::int8[])`,
)

/** The highest block row up to a height, and the lowest of all. */
export const readBeginning = statement<
  { asOf: BlockRow | null; below: BlockRow | null; lowest: BlockRow | null },
  [height: number]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    (
      select json_build_object('number', number, 'hash', hash, 'parentHash', parent_hash, 'timestamp', timestamp)
      from ${chain.schema}.block where chain_id = ${chain.id} and number <= $1::int8 order by number desc limit 1
    ) as below,
    (
      select json_build_object('number', number, 'hash', hash, 'parentHash', parent_hash, 'timestamp', timestamp)
      from ${chain.schema}.block where chain_id = ${chain.id} order by number limit 1
    ) as lowest`,
)
