/** Last second that a `Date` can be made of. */
const last = 8_640_000_000_000

/** A time of the chain, Unix seconds, for a person: `2026-11-23 12:00:00 UTC`. After the year 275760: `second …`. */
export function timeText(seconds: number | bigint): string {
  if (Number(seconds) > last) return `second ${seconds}`
  const [date = '', time = ''] = new Date(Number(seconds) * 1_000).toISOString().split('T')
  // Years of more than four digits come with a sign and six digits.
  return `${date.replace(/^\+0*/, '')} ${time.slice(0, 8)} UTC`
}
