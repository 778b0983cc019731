/** How long before and after its `issuedAt` a sender's statement counts, in seconds, both inclusive. */
const times = { before: 60, after: 86_400 } as const

/**
 * Whether a sender's statement counts at a time: from 60 s before it was issued, as clocks differ, to a day after.
 *
 * @param issuedAt - Of the statement, Unix seconds.
 * @param now - Unix seconds, by the clock of whoever relies on it.
 */
export function isSenderStatementInTime(issuedAt: number, now: number): boolean {
  const { before, after } = times
  return now >= issuedAt - before && now <= issuedAt + after
}
