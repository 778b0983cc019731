const units = [
  { seconds: 365 * 86_400, name: 'year' },
  { seconds: 30 * 86_400, name: 'month' },
  { seconds: 86_400, name: 'day' },
  { seconds: 3600, name: 'hour' },
  { seconds: 60, name: 'minute' },
  { seconds: 1, name: 'second' },
] as const

const count = (amount: number, name: string) => `${amount} ${name}${amount === 1 ? '' : 's'}`

/**
 * A span in its largest unit that fits, rounded down: 7,199 s is `1 hour`, 7,200 s is `2 hours`.
 *
 * @param seconds - Not negative.
 */
export function roughSpan(seconds: number): string {
  const unit = units.find((one) => seconds >= one.seconds)
  return unit ? count(Math.floor(seconds / unit.seconds), unit.name) : '0 seconds'
}

/**
 * How long ago something was, or how soon it is: `3 minutes ago`, `in 2 days`, `just now`.
 *
 * @param at - Unix seconds.
 * @param now - Unix seconds.
 */
export function relativeTime(at: number, now: number): string {
  const seconds = now - at
  if (seconds >= 0) return seconds < 10 ? 'just now' : `${roughSpan(seconds)} ago`
  return seconds > -10 ? 'in a moment' : `in ${roughSpan(-seconds)}`
}
