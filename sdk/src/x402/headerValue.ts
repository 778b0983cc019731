import { PaymentHeaderError } from '../errors/PaymentHeaderError.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** Longest header that is read: a proof in a mailing of 2^32 letters takes 3 KB. */
const maxLength = 16_384

/** A message as x402 puts it into a header: base64 of its JSON. */
export function toHeaderValue(message: object): string {
  return toBase64(new TextEncoder().encode(JSON.stringify(message)))
}

/**
 * The message of a header of x402.
 *
 * @param name - Of the header, for the error.
 * @throws {PaymentHeaderError} It is no base64 of a JSON object of version 2, or too long.
 */
export function fromHeaderValue(name: string, value: string): Record<string, unknown> {
  if (value.length > maxLength) {
    throw new PaymentHeaderError(name, `has ${value.length} characters, and may have ${maxLength}`)
  }
  const message = parse(name, value)
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new PaymentHeaderError(name, 'is not a JSON object')
  }
  return message as Record<string, unknown>
}

function parse(name: string, value: string): unknown {
  const unreadable = (cause: unknown) =>
    new PaymentHeaderError(name, 'is not base64 of JSON', cause)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(value))
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(cause)
  }
}
