import { PennypostError } from './PennypostError.ts'

/** Thrown for a key that InboxRegistry would refuse whatever the chain's state; nothing was signed or sent. */
export class InvalidKeyError extends PennypostError {
  /** As in `KeyInput`. */
  readonly kind: number

  constructor(shortMessage: string, kind: number) {
    super(shortMessage, { docsPath: 'docs/protocol.md' })
    this.name = 'InvalidKeyError'
    this.kind = kind
  }
}
