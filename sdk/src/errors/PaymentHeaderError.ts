import { PennypostError } from './PennypostError.ts'

/** Thrown when a header of x402 cannot be read. */
export class PaymentHeaderError extends PennypostError {
  /** Its name. */
  readonly header: string

  constructor(header: string, fault: string, cause?: unknown) {
    super(`The header ${header.toUpperCase()} ${fault}.`, { docsPath: 'docs/x402.md', cause })
    this.name = 'PaymentHeaderError'
    this.header = header
  }
}
