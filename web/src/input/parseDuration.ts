import { durationText } from './durationText.ts'

export type ParsedDuration =
  | { seconds: number; fault?: undefined }
  | { seconds?: undefined; fault: string }

export type DurationBounds = {
  /** Seconds, inclusive. */
  least: number
  /** Seconds, inclusive. */
  most: number
}

/** What an inbox may ask for as its answer window: 1 hour to 30 days. */
export const windowBounds: DurationBounds = { least: 3_600, most: 30 * 86_400 }

const units: readonly (readonly [seconds: number, pattern: RegExp])[] = [
  [1, /^(s|sec|secs|second|seconds)$/],
  [60, /^(m|min|mins|minute|minutes)$/],
  [3_600, /^(h|hr|hrs|hour|hours)$/],
  [86_400, /^(d|day|days)$/],
  [604_800, /^(w|wk|wks|week|weeks)$/],
]

const example = 'Like this: 7 days, 36 hours, 1 day 12 hours.'

/**
 * Reads a length of time as a person types it: `7 days`, `36h`, `1 day and 12 hours`, `1.5 days`.
 *
 * @returns Whole seconds within the bounds, or a sentence that says what to change.
 *
 * @example
 * parseDuration('7 days') // { seconds: 604_800 }
 */
export function parseDuration(
  text: string,
  { least, most }: DurationBounds = windowBounds,
): ParsedDuration {
  const plain = text.trim().toLowerCase()
  if (plain === '') return { fault: `Enter a length of time. ${example}` }
  if (/^[\d.]+$/.test(plain)) return { fault: `${plain} of what? ${example}` }
  const parts = plain
    .replace(/,\s+|\s+and\s+/g, ' ')
    .replace(/(\d)\s+(?=[a-z])/g, '$1')
    .split(/\s+/)
  let seconds = 0
  for (const part of parts) {
    const found = secondsOf(part)
    if (found.fault !== undefined) return found
    seconds += found.seconds
  }
  if (!Number.isSafeInteger(seconds)) return { fault: `Whole seconds, please. ${example}` }
  if (seconds < least)
    return { fault: `At least ${durationText(least)}: the contract takes no less.` }
  if (seconds > most) return { fault: `At most ${durationText(most)}: the contract takes no more.` }
  return { seconds }
}

function secondsOf(part: string): ParsedDuration {
  const [, digits = '', word = ''] = /^(\d{1,9}(?:\.\d{1,9})?)([a-z]+)$/.exec(part) ?? []
  if (digits === '') return { fault: `“${part}” is not a length of time. ${example}` }
  const unit = units.find(([, pattern]) => pattern.test(word))?.[0]
  if (unit === undefined) {
    return { fault: `“${word}” is not a unit of time that is known here. ${example}` }
  }
  return { seconds: exactly(digits, unit) }
}

/** Not a whole number where the decimals do not come out even: told by the caller. */
function exactly(digits: string, unit: number): number {
  const [whole = '', fraction = ''] = digits.split('.')
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(`${whole}${fraction}`) * BigInt(unit)
  return scaled % scale === 0n ? Number(scaled / scale) : Number.NaN
}
