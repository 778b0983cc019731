import { InvalidArgumentError } from 'commander'

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** A span of time in seconds: `3d`, `12h`, `90m`, `3600s`; a number alone is seconds. */
export function parseDuration(text: string): number {
  const [, digits, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? []
  const seconds = digits === undefined ? Number.NaN : Number(digits) * (units[unit] ?? Number.NaN)
  if (!(seconds < 2 ** 32))
    throw new InvalidArgumentError('Give a span of time, such as 3d, 12h, 90m or 3600s.')
  return seconds
}
