import { InvalidArgumentError } from 'commander'
import { parseDuration } from '../parse/parseDuration.ts'
import { parseTime } from '../parse/parseTime.ts'

/** When a mailing is to expire: so many seconds from now, or at a time in Unix seconds. */
export type Expiry = { after: number } | { at: number }

/** `30d`, or a time, such as `2027-01-31`. A number alone would be either. */
export function parseExpiry(text: string): Expiry {
  if (/^\d+[smhd]$/.test(text)) return { after: parseDuration(text) }
  if (/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError('Say the unit, such as 30d, or a time, such as 2027-01-31.')
  return { at: parseTime(text) }
}
