import type { PaidPostage } from '../x402/PaidPostage.ts'
import type { PaymentRequired } from '../x402/payment.ts'
import { PennypostError } from './PennypostError.ts'

/** Thrown when a relay does not carry a letter: because nothing that one could pay would help, or although it was paid for. */
export class PostageRefusedError extends PennypostError {
  /** Of the verdict, such as `sender_denied`; `unknown` where the relay says none. */
  readonly reason: string
  /** What the relay asks. */
  readonly required: PaymentRequired
  /** What was paid for the letter: name it when sending again, so that nothing is paid twice. Undefined: nothing was paid now. */
  readonly paid: PaidPostage | undefined

  constructor(sentence: string, required: PaymentRequired, paid?: PaidPostage | undefined) {
    super(sentence, { docsPath: 'docs/x402.md' })
    this.name = 'PostageRefusedError'
    this.reason = required.error ?? 'unknown'
    this.required = required
    this.paid = paid
  }
}
