import type { ContractName } from '../chain/contracts.ts'
import { PennypostError } from './PennypostError.ts'
import { sentenceOf } from './sentenceOf.ts'

/**
 * Thrown when a contract refuses a call, or would: `errorName` and `args` are its error, `shortMessage` says it in a sentence.
 */
export class ContractRefusalError extends PennypostError {
  /** The contract that refuses. */
  readonly contract: ContractName
  /** As in the contract's interface, such as `StampHasExpired`. */
  readonly errorName: string
  /** Values of the contract's error, in the order of its interface. */
  readonly args: readonly unknown[]

  constructor(
    contract: ContractName,
    { errorName, args = [] }: { errorName: string; args?: readonly unknown[] | undefined },
    cause?: unknown,
  ) {
    super(sentenceOf(errorName, args), { docsPath: 'docs/protocol.md', cause })
    this.name = 'ContractRefusalError'
    this.contract = contract
    this.errorName = errorName
    this.args = args
  }
}
