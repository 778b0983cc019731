import { BaseError, ContractFunctionRevertedError } from 'viem'

export type Revert = { error: string | undefined; args: readonly unknown[] }

/**
 * The custom error that a contract refuses a call with.
 *
 * @returns undefined when it does not refuse.
 * @throws Whatever else is wrong.
 */
export async function revertOf(call: Promise<unknown>): Promise<Revert | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
    if (!(revert instanceof ContractFunctionRevertedError)) throw error
    return { error: revert.data?.errorName, args: revert.data?.args ?? [] }
  }
}
