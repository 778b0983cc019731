import type { Hash, TransactionReceipt } from 'viem'
import { PennypostError } from './PennypostError.ts'

const reasons = {
  reverted: 'was mined and refused: the chain had changed since it was tried, or it ran out of gas',
  replaced: 'was replaced in the wallet by another one, or called off',
}

/** Thrown when a transaction was mined without doing what it was sent for. */
export class TransactionFailedError extends PennypostError {
  /** Of the transaction that was sent. */
  readonly hash: Hash
  /** `reverted`: refused when it was mined; `replaced`: another one took its place. */
  readonly reason: keyof typeof reasons
  /** Of what was mined, which is another transaction where it was replaced. */
  readonly receipt: TransactionReceipt

  constructor(hash: Hash, reason: keyof typeof reasons, receipt: TransactionReceipt) {
    super(`Transaction ${hash} ${reasons[reason]}. Try again.`)
    this.name = 'TransactionFailedError'
    this.hash = hash
    this.reason = reason
    this.receipt = receipt
  }
}
