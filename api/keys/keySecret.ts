import { hash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomDigits = 32
const checkDigits = 6

const form = /^pp_[0-9A-Za-z]{38}$/

/** Characters of a secret that may be shown again: enough to tell keys apart, too few to help whoever guesses. */
export const shownDigits = 'pp_'.length + 4

/**
 * A new API key: `pp_`, 32 random base62 digits (190 bits), and 6 of a CRC-32 over those. Prefix and checksum let scanners for leaked
 * secrets know one when they see it, and let the API refuse a mistyped one without a look into the database.
 */
export function createKeySecret(): string {
  const random = Array.from({ length: randomDigits }, () => digits.charAt(randomInt(62))).join('')
  return `pp_${random}${checksum(random)}`
}

/** Whether a text could be an API key. */
export function isKeySecret(text: string): boolean {
  if (!form.test(text)) return false
  const random = text.slice(3, 3 + randomDigits)
  return text.slice(3 + randomDigits) === checksum(random)
}

/** SHA-256 in hexadecimal, all that is ever stored of a secret. It has 190 random bits: no salt, no slow hash is needed. */
export function hashKeySecret(secret: string): string {
  return hash('sha256', secret, 'hex')
}

function checksum(random: string): string {
  let rest = crc32(random)
  let text = ''
  for (let left = checkDigits; left > 0; left--) {
    text = digits.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text
}
