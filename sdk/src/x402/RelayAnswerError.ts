import { PennypostError } from '../errors/PennypostError.ts'

/**
 * Thrown when a relay gives no answer that one can go by: it sends the letter elsewhere, or does not answer in time. Where it was not in
 * time it may have taken the letter in all the same; the letter may be sent again.
 */
export class RelayAnswerError extends PennypostError {
  /** `redirected`: it sends the letter elsewhere; `too_slow`: it does not answer in time. */
  readonly reason: 'redirected' | 'too_slow'

  constructor(reason: 'redirected' | 'too_slow', sentence: string) {
    super(sentence, { docsPath: 'docs/x402.md' })
    this.name = 'RelayAnswerError'
    this.reason = reason
  }
}
