import type { Hex } from 'viem'
import type { KeyPeriod } from '../verify/keyStatus.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import type { KeyRow } from './inbox.ts'
import { keyObject } from './keyObject.ts'
import { statement } from './statement.ts'

/** A key, and the period that it was in at the block asked about, or the last one before; null: none, or no block. */
export type ListedKeyRow = { key: KeyRow; revokedByName: boolean; period: KeyPeriod | null }

type Answer = {
  asOf: BlockRow | null
  hasInbox: boolean
  keys: ListedKeyRow[]
  /** Time of the block asked about; null if there is no row of it. */
  blockTime: number | null
  /** Time of the oldest block that there is a row of. */
  oldestBlockTime: number | null
}

/**
 * Keys of an inbox by their ids. One row.
 *
 * @param afterId - Keys above this one only; empty for the first page.
 * @param atBlock - Null: nothing is asked about the past.
 */
export const readInboxKeys = statement<
  Answer,
  [inboxId: Hex, afterId: string, count: number, atBlock: number | null]
>(
  ({ id, schema }) => `
    select ${asOfColumn({ id, schema })},
    exists (select from ${schema}.inbox where chain_id = ${id} and inbox_id = $1) as "hasInbox",
    (select timestamp from ${schema}.block where chain_id = ${id} and number = $4) as "blockTime",
    (select timestamp from ${schema}.block where chain_id = ${id} order by number limit 1) as "oldestBlockTime",
    (
      select coalesce(json_agg(json_build_object(
        'key', ${keyObject}, 'revokedByName', k.revoked_block is not null, 'period', period.value
      ) order by k.key_id), '[]')
      from (
        select * from ${schema}.key
        where chain_id = ${id} and inbox_id = $1 and key_id > $2
        order by key_id
        limit $3
      ) k
      join ${schema}.inbox i on i.chain_id = k.chain_id and i.inbox_id = k.inbox_id
      left join ${schema}.key_epoch e
        on e.chain_id = k.chain_id and e.inbox_id = k.inbox_id and e.epoch = k.epoch
      left join lateral (
        select json_build_object(
          'fromBlock', p.from_block, 'fromTime', p.from_time, 'expiresAt', p.expires_at,
          'possession', p.possession_status, 'ended', case
            when p.ended_block is not null then json_build_object(
              'block', p.ended_block, 'time', p.ended_at, 'again', p.ended_by = 'added_again'
            )
            when pe.ended_block is not null then json_build_object(
              'block', pe.ended_block, 'time', pe.ended_at, 'again', false
            )
          end
        ) as value
        from ${schema}.key_period p
        left join ${schema}.key_epoch pe
          on pe.chain_id = p.chain_id and pe.inbox_id = p.inbox_id and pe.epoch = p.epoch
        where p.chain_id = ${id} and p.inbox_id = $1 and p.key_id = k.key_id and p.from_block <= $4
        order by p.from_block desc, p.from_log_index desc
        limit 1
      ) period on true
    ) as keys`,
)
