import { PennypostError } from '../errors/PennypostError.ts'
import type { PaidPostage } from './PaidPostage.ts'

/**
 * Thrown when a payment for a letter was sent, or may have been, and then something broke: nobody knows whether it was mined, or no answer of
 * the relay could be had. Send the letter again with `paid: { stampId: error.paid.stampId }`, and nothing is paid twice.
 */
export class LetterUnsentError extends PennypostError {
  /** What was paid: give it as `paid` when sending the same bytes again. Without `hash` it is not even known whether the payment went out. */
  readonly paid: Omit<PaidPostage, 'hash'> & Partial<PaidPostage>

  constructor(paid: LetterUnsentError['paid'], { cause }: { cause: unknown }) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(
      `Stamp ${paid.stampId} ${paid.hash ? 'was' : 'may have been'} posted for the letter, but the relay has not taken it in: ${why} Send the letter again with this stamp as \`paid\`.`,
      { docsPath: 'docs/x402.md', cause },
    )
    this.name = 'LetterUnsentError'
    this.paid = paid
  }
}
