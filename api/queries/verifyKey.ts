import type { Hex } from 'viem'
import type { KeyFacts } from '../verify/keyStatus.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** Most periods read on either side of the moment asked about. Only `validFrom` and `validUntil` could tell more. */
const periodsLimit = 1_000

/** A key to ask about, and the moment, if any: a stamp's posting, a block, or a second. */
export type KeyQuestion = {
  inboxId: Hex
  keyId: Hex
  stampId?: Hex | undefined
  atBlock?: number | undefined
  atTime?: number | undefined
}

export type KeyAnswer = KeyFacts & {
  asOf: BlockRow | null
  /** The stamp named, null if it is not indexed. */
  stamp: { postedBlock: number; postedAt: number } | null
  /** Time of the block asked about; null if there is no row of it. */
  blockTime: number | null
  /** Time of the oldest block that there is a row of. */
  oldestBlockTime: number | null
}

type Row = Omit<KeyAnswer, 'inboxEpoch'> & { inboxEpoch: number | null }

const readRow = statement<
  Row,
  [inboxId: Hex, keyId: Hex, stampId: Hex | null, atBlock: number | null, atTime: number | null]
>(({ id, schema }) => {
  const periods = (direction: 'before' | 'after') => {
    const side =
      direction === 'before'
        ? `from_block <= coalesce(stamp.posted_block, $4, from_block) and from_time <= coalesce($5, from_time)`
        : `(from_block > coalesce(stamp.posted_block, $4) or from_time > $5)`
    const order = direction === 'before' ? 'desc' : 'asc'
    return `(
      select coalesce(json_agg(json_build_object(
        'fromBlock', from_block, 'fromTime', from_time, 'expiresAt', expires_at, 'ended', ended,
        'possession', possession_status
      ) order by from_block ${order}, from_log_index ${order}), '[]')
      from (
        select period.*, case
          when period.ended_block is not null then json_build_object(
            'block', period.ended_block, 'time', period.ended_at, 'again', period.ended_by = 'added_again'
          )
          when epoch.ended_block is not null then json_build_object(
            'block', epoch.ended_block, 'time', epoch.ended_at, 'again', false
          )
        end as ended
        from ${schema}.key_period period
        left join ${schema}.key_epoch epoch
          on epoch.chain_id = ${id} and epoch.inbox_id = period.inbox_id and epoch.epoch = period.epoch
        where period.chain_id = ${id} and period.inbox_id = $1 and period.key_id = $2 and ${side}
        order by from_block ${order}, from_log_index ${order}
        limit ${periodsLimit}
      ) periods
    ) as ${direction}`
  }
  return `
    select ${asOfColumn({ id, schema })},
      (
        select json_build_object(
          'isAdded', kind is not null, 'epoch', epoch, 'expiresAt', expires_at,
          'revoked', case when revoked_block is not null
            then json_build_object('block', revoked_block, 'time', revoked_at) end
        ) from ${schema}.key where chain_id = ${id} and inbox_id = $1 and key_id = $2
      ) as key,
      (
        select key_epoch from ${schema}.inbox where chain_id = ${id} and inbox_id = $1
      ) as "inboxEpoch",
      case when stamp.posted_block is not null then
        json_build_object('postedBlock', stamp.posted_block, 'postedAt', stamp.posted_at)
      end as stamp,
      (select timestamp from ${schema}.block where chain_id = ${id} and number = $4) as "blockTime",
      (
        select timestamp from ${schema}.block where chain_id = ${id} order by number limit 1
      ) as "oldestBlockTime",
      ${periods('before')},
      ${periods('after')}
    from (select) one
    left join lateral (
      select posted_block, posted_at from ${schema}.stamp
      where chain_id = ${id} and stamp_id = $3
      limit 1
    ) stamp on true`
})

/** Reads all that a key's status turns on, now and at the moment asked about. */
export async function readKey(chain: ChainTables, question: KeyQuestion): Promise<KeyAnswer> {
  const { inboxId, keyId, stampId, atBlock, atTime } = question
  const values = [inboxId, keyId, stampId ?? null, atBlock ?? null, atTime ?? null] as const
  const [row] = await readRow(chain, ...values)
  if (!row) throw new Error('The statement gave no row')
  return { ...row, inboxEpoch: row.inboxEpoch ?? 0 }
}
