import { InvalidArgumentError } from 'commander'

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** A span of time in seconds: `3d`, `12h`, `90m`, `3600s`. A number alone is refused: three of what? */
export function parseDuration(text: string): number {
  if (/^\d+$/.test(text))
    throw new InvalidArgumentError(`Say the unit: ${text}d, ${text}h, ${text}m or ${text}s.`)
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  const seconds = digits === undefined ? Number.NaN : Number(digits) * (units[unit] ?? Number.NaN)
  if (!(seconds < 2 ** 32))
    throw new InvalidArgumentError('Give a span of time, such as 3d, 12h, 90m or 3600s.')
  return seconds
}
