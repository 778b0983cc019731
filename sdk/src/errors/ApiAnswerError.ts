import { PennypostError } from './PennypostError.ts'

/** What is known of an answer that is none. */
export type ApiAnswerErrorOptions = {
  /** HTTP status of the answer; undefined where it is not known. */
  status?: number | undefined
  cause?: unknown
}

/**
 * Thrown when something answered, but not as the API does: a proxy's page, a redirect, a body that is no JSON or far too large, a
 * verdict that lacks what a verdict must have. Nothing is concluded from such an answer.
 */
export class ApiAnswerError extends PennypostError {
  /** What was asked for: an operation, or method and url. */
  readonly asked: string
  /** HTTP status; undefined where it is not known. */
  readonly status: number | undefined

  constructor(asked: string, because: string, { status, cause }: ApiAnswerErrorOptions = {}) {
    super(`The answer to ${asked} is not one of the API: ${because}. Is the url right?`, {
      docsPath: 'docs/api.md',
      cause,
    })
    this.name = 'ApiAnswerError'
    this.asked = asked
    this.status = status
  }
}
