import { BaseError, ContractFunctionRevertedError } from 'viem'

/** What was thrown by a contract, if that is what one of viem's errors tells of. */
export function revertOf(error: unknown): ContractFunctionRevertedError | undefined {
  const reverted =
    error instanceof BaseError &&
    error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  return reverted instanceof ContractFunctionRevertedError ? reverted : undefined
}
