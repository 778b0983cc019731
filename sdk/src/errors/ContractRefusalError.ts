import { BaseError, ContractFunctionRevertedError } from 'viem'
import type { ContractName } from '../chain/contracts.ts'
import { PennypostError } from './PennypostError.ts'
import { sentenceOf } from './sentenceOf.ts'

/**
 * Thrown when a contract refuses a call, or would: `errorName` and `args` are its error, `shortMessage` says it in a sentence.
 */
export class ContractRefusalError extends PennypostError {
  readonly contract: ContractName
  /** As in the contract's interface, such as `StampHasExpired`. */
  readonly errorName: string
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

/** A contract's refusal, if that is what one of viem's errors tells of. */
export function refusalOf(
  error: unknown,
  contract: ContractName,
): ContractRefusalError | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  const data = (reverted as ContractFunctionRevertedError | null)?.data
  return data && new ContractRefusalError(contract, data, error)
}
