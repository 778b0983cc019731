import type { Address } from 'viem'
import { maxBucketTokens } from '../../protocol/wire/stats.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** What happened, per bucket of time, numbered from 0; a bucket in which nothing did is left out. Amounts are decimal strings. */
export type StatsRow = {
  asOf: BlockRow | null
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
 */
export const readStats = statement<StatsRow, [from: number, to: number, size: number]>(
  ({ id, schema }) => {
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
  },
)
