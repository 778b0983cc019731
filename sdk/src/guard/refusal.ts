import { toHeaderValue } from '../x402/headerValue.ts'
import { paymentHeaders } from '../x402/payment.ts'
import type { GuardContext } from './guardOptions.ts'
import type { LetterKey } from './letterKey.ts'
import { paymentRequiredOf } from './paymentRequired.ts'
import type { LetterVerdict } from './verdictSource.ts'

export type RefusalParameters = LetterKey & {
  url: string
  verdict: LetterVerdict
  /** Whether the letter named postage. */
  hasPaid: boolean
}

/** 402, to a letter that may not be carried. */
export function refusal(
  { network, postOffice, relay }: Pick<GuardContext, 'network' | 'postOffice' | 'relay'>,
  { hasPaid, ...letter }: RefusalParameters,
): Response {
  const { reason, retryAfterSeconds, asOf } = letter.verdict
  // A chain's clock may be ahead.
  const now = Math.max(Math.floor(Date.now() / 1_000), asOf?.blockTimestamp ?? 0)
  const required = paymentRequiredOf({ ...letter, network, postOffice, relay, now })
  const headers = new Headers({ [paymentHeaders.required]: toHeaderValue(required) })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  if (hasPaid) {
    const failed = { success: false, errorReason: reason, transaction: '', network }
    headers.set(paymentHeaders.response, toHeaderValue(failed))
  }
  return Response.json(required, { status: 402, headers })
}
