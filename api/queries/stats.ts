import type { Address, Hex } from 'viem'
import { maxBucketTokens } from '../../protocol/wire/stats.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** What happened, per bucket of time, numbered from 0; a bucket in which nothing did is left out. Amounts are decimal strings. */
export type StatsRow = {
  asOf: BlockRow | null
  /** Hash of the block that the index's rows begin at: an index that was rebuilt begins elsewhere. */
  oldest: Hex | null
  /** Hashes of the two blocks asked about; null: they are not in the index. */
  settledBy: Hex | null
  keptBy: Hex | null
  posted: { bucket: number; stamps: number }[]
  /** Per bucket the tokens most used, those first. */
  postage: { bucket: number; token: Address; stamps: number; carriage: string; stake: string }[]
  steps: {
    bucket: number
    step: 'admitted' | 'collected' | 'returned' | 'expired'
    stamps: number
  }[]
  inboxes: { bucket: number; inboxes: number }[]
  mailings: { bucket: number; mailings: number; letters: number }[]
}

/**
 * One row. Takes as long as there are stamps in that time: a second or so for a million.
 *
 * @param from - First second, Unix.
 * @param to - The second after the last.
 * @param size - Seconds of a bucket.
 * @param settledBy - Height of a block whose hash to tell as well, of the same snapshot; null: of none.
 * @param keptBy - Of another.
 */
export const readStats = statement<
  StatsRow,
  [from: number, to: number, size: number, settledBy: number | null, keptBy: number | null]
>(({ id, schema }) => {
  const within = (time: string) => `chain_id = ${id} and ${time} >= $1 and ${time} < $2`
  const bucket = (time: string) => `((${time} - $1) / $3)::int as bucket`
  const list = (query: string) =>
    `(select coalesce(json_agg(to_json(rows)), '[]') from (${query}) rows)`
  return `
    with posts as materialized (
      select ${bucket('posted_at')}, token, count(*) as stamps, sum(carriage) as carriage, sum(stake) as stake
      from ${schema}.stamp where ${within('posted_at')} group by 1, 2
    )
    select ${asOfColumn({ id, schema })},
    (select hash from ${schema}.block where chain_id = ${id} order by number limit 1) as oldest,
    (select hash from ${schema}.block where chain_id = ${id} and number = $4::int8) as "settledBy",
    (select hash from ${schema}.block where chain_id = ${id} and number = $5::int8) as "keptBy",
    ${list('select bucket, sum(stamps)::int8 as stamps from posts group by 1')} as posted,
    ${list(`
      select bucket, token, stamps, carriage::text as carriage, stake::text as stake from (
        select *, row_number() over (partition by bucket order by stamps desc, token) as rank from posts
      ) ranked where rank <= ${maxBucketTokens} order by bucket, rank
    `)} as postage,
    ${list(`
      select ${bucket('timestamp')}, step, count(*) as stamps from ${schema}.stamp_step
      where ${within('timestamp')} and step <> 'posted' group by 1, 2
    `)} as steps,
    ${list(`
      select ${bucket('registered_at')}, count(*) as inboxes from ${schema}.inbox
      where ${within('registered_at')} group by 1
    `)} as inboxes,
    ${list(`
      select ${bucket('opened_at')}, count(*) as mailings, sum(count)::int8 as letters from ${schema}.mailing
      where ${within('opened_at')} group by 1
    `)} as mailings`
})
