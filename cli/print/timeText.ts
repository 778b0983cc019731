/** A time of the chain, Unix seconds, for people: `2026-11-23 12:00 UTC`. */
export function timeText(seconds: number | bigint): string {
  const date = new Date(Number(seconds) * 1_000)
  if (Number.isNaN(date.getTime())) return `second ${seconds}`
  return `${date.toISOString().slice(0, -8).replace('T', ' ')} UTC`
}

/** A span of time for people, in the largest unit that it is a whole number of: `3 days`. */
export function durationText(seconds: number): string {
  const [unit, length] = units.find(([, one]) => seconds !== 0 && seconds % one === 0) ?? second
  const count = seconds / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const second = ['second', 1] as const
const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], second] as const
