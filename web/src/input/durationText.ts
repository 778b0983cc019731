const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

/**
 * A length of time in words, exactly: nothing is left out or rounded, and `parseDuration` reads it back.
 *
 * @example
 * durationText(129_600) // '1 day 12 hours'
 */
export function durationText(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [unit, word] of units) {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    if (count > 0) parts.push(`${count} ${word}${count === 1 ? '' : 's'}`)
  }
  return parts.join(' ') || '0 seconds'
}
