import { PennypostError } from '../errors/PennypostError.ts'

/** Thrown when a sender's statement cannot be signed so that relays take it. */
export class SenderStatementError extends PennypostError {
  constructor(shortMessage: string, cause?: unknown) {
    super(shortMessage, { docsPath: 'docs/letters.md', cause })
    this.name = 'SenderStatementError'
  }
}
