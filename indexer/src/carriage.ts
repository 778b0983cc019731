import type { Timeline } from 'ponder:schema'

/** For how many seconds before a stamp was posted its relay's price still counts. */
const GRACE = 600

/** Seconds `from` to `to`, both inclusive, in which a relay had `value`. */
type Span<T> = { from: number; to: number; value: T }

/**
 * Adds to a timeline what holds from `now` on, and drops what no later stamp's 600 seconds can reach.
 *
 * A value is had in the second it was set in, and in every later one up to the second before the next was set in. So
 * what is set in one transaction with a relay's going out of service or coming back is never mixed with what was set
 * before. Of the values of one second the best (for a sender) and the last are kept, so that nobody can make a timeline
 * longer than 1,202 entries.
 *
 * @param now - Unix seconds; no entry is later.
 * @param value - A change: other than the last entry's.
 */
export function extend<T extends boolean | string | null>(
  timeline: Timeline<T>,
  now: number,
  value: T,
): Timeline<T> {
  const reach = now - GRACE
  const earlier = timeline.filter(
    ([from], i) => from < now && (from >= reach || (timeline[i + 1]?.[0] ?? now) > reach),
  )
  const best = timeline
    .filter(([from]) => from === now)
    .reduce((known, [, held]) => (isBetter(held, known) ? held : known), value)
  return best === value ? [...earlier, [now, value]] : [...earlier, [now, best], [now, value]]
}

/**
 * The lowest price that a relay had in any second from `at − 600` to `at` in which it was active.
 *
 * @param prices - Decimal amounts; null: not accepted.
 * @param at - Unix seconds; no entry is later.
 * @returns null if it never accepted the token in that time.
 */
export function lowestCarriage(
  prices: Timeline<string | null>,
  activity: Timeline<boolean>,
  at: number,
): bigint | null {
  const inService = spans(activity, at).filter(({ value }) => value)
  let lowest: bigint | null = null
  for (const { from, to, value } of spans(prices, at)) {
    if (value === null || (lowest !== null && BigInt(value) >= lowest)) continue
    if (inService.some((span) => span.from <= to && from <= span.to)) lowest = BigInt(value)
  }
  return lowest
}

/** The spans of a timeline within `at − 600` to `at`. */
function spans<T>(timeline: Timeline<T>, at: number): Span<T>[] {
  return timeline
    .map(([from, value], i) => ({
      from: Math.max(from, at - GRACE),
      to: Math.max(from, (timeline[i + 1]?.[0] ?? at + 1) - 1),
      value,
    }))
    .filter(({ from, to }) => from <= to)
}

/** Whether a sender is better off with `a`: active rather than not, accepted rather than not, lower rather than higher. */
function isBetter(a: boolean | string | null, b: boolean | string | null): boolean {
  if (typeof a === 'string' && typeof b === 'string') return BigInt(a) < BigInt(b)
  return Boolean(a) && !b
}
