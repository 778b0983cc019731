import { PennypostError } from '../errors/PennypostError.ts'

/**
 * What is wrong with a relay's answer:
 *
 * - `redirected`: it sends elsewhere what was meant for it.
 * - `too_slow`: it does not answer in time, or has fallen silent.
 * - `unreachable`: nobody listens there, or the connection broke.
 * - `refused`: it says no; `status` and `code` say which.
 * - `other_relay`: it says to be another than was asked for.
 * - `not_a_relay`: it answers as no relay does.
 * - `not_a_letter`: it hands over what is no letter, or another than it says.
 */
export type RelayAnswerReason =
  | 'redirected'
  | 'too_slow'
  | 'unreachable'
  | 'refused'
  | 'other_relay'
  | 'not_a_relay'
  | 'not_a_letter'

/** What else is known of a relay's answer. */
export type RelayAnswerErrorOptions = {
  status?: number | undefined
  code?: string | undefined
  retryAfterSeconds?: number | undefined
  docsPath?: string | undefined
  cause?: unknown
}

/**
 * Thrown when a relay gives no answer that one can go by; `reason` says why. A letter that was sent to it may have been taken in all the
 * same where it was only not in time; it may be sent again.
 */
export class RelayAnswerError extends PennypostError {
  /** What is wrong. */
  readonly reason: RelayAnswerReason
  /** HTTP status of a refusal. */
  readonly status: number | undefined
  /** Code of the problem that a refusal is, such as `no_session`; undefined where the relay names none. */
  readonly code: string | undefined
  /** Seconds after which the relay wants to be asked again, where it says. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    reason: RelayAnswerReason,
    sentence: string,
    { docsPath = 'docs/x402.md', cause, ...answer }: RelayAnswerErrorOptions = {},
  ) {
    super(sentence, { docsPath, cause })
    this.name = 'RelayAnswerError'
    this.reason = reason
    this.status = answer.status
    this.code = answer.code
    this.retryAfterSeconds = answer.retryAfterSeconds
  }
}
