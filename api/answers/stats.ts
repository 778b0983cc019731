import { getAddress } from 'viem'
import type { StatsBucket } from '../../protocol/wire/stats.ts'
import type { StatsRow } from '../queries/stats.ts'

/**
 * Shapes a series for an answer: every bucket, also those in which nothing happened.
 *
 * @param from - Unix seconds.
 * @param size - Seconds of a bucket.
 */
export function toBuckets(row: StatsRow, from: number, size: number, count: number): StatsBucket[] {
  const buckets = Array.from({ length: count }, (_, i) => emptyBucket(from + i * size))
  const at = (bucket: number) => buckets[bucket] as StatsBucket
  for (const { bucket, stamps } of row.posted) at(bucket).stamps.posted = stamps
  for (const { bucket, step, stamps } of row.steps) at(bucket).stamps[step] = stamps
  for (const { bucket, inboxes } of row.inboxes) at(bucket).inboxes = inboxes
  for (const { bucket, mailings, letters } of row.mailings) {
    at(bucket).mailings = mailings
    at(bucket).letters = letters
  }
  for (const { bucket, token, ...sums } of row.postage) {
    at(bucket).postage.push({ token: getAddress(token), ...sums })
  }
  return buckets
}

function emptyBucket(start: number): StatsBucket {
  return {
    start,
    stamps: { posted: 0, admitted: 0, collected: 0, returned: 0, expired: 0 },
    postage: [],
    inboxes: 0,
    mailings: 0,
    letters: 0,
  }
}
