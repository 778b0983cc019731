import { PaymentHeaderError } from '../errors/PaymentHeaderError.ts'
import { fromHeaderValue } from './headerValue.ts'
import type { PaymentRequired } from './payment.ts'
import { paymentHeaders } from './payment.ts'

/**
 * What a relay asks for, from its 402.
 *
 * @throws {PaymentHeaderError} It is not in the form of x402, version 2.
 */
export function requiredOf({ headers }: Response): PaymentRequired {
  const name = paymentHeaders.required
  const value = headers.get(name)
  if (value === null)
    throw new PaymentHeaderError(
      name,
      'is missing; web pages see it only if the relay exposes it to them (CORS)',
    )
  const message = fromHeaderValue(name, value)
  const { x402Version, accepts, error } = message
  if (x402Version !== 2 || !Array.isArray(accepts))
    throw new PaymentHeaderError(name, 'is not of x402 version 2')
  return { ...(message as PaymentRequired), error: isReason(error) ? error : undefined }
}

/** Reasons end in messages for people: what is none does not get there. */
function isReason(error: unknown): error is string {
  return typeof error === 'string' && /^[a-z][a-z_]{0,63}$/.test(error)
}
