import { BaseError, ContractFunctionExecutionError } from 'viem'
import type { ContractName } from '../chain/contracts.ts'
import { tokensMovedBy } from '../tokens/tokensMovedBy.ts'
import { ContractRefusalError } from './ContractRefusalError.ts'
import { revertOf } from './revertOf.ts'
import type { TokenRefusalError } from './TokenRefusalError.ts'
import { tokenRefusalOf } from './tokenRefusalOf.ts'

/**
 * A refusal by a contract, or by a token that it called, if that is what one of viem's errors tells of.
 *
 * What PostOffice throws itself is in its interface, and never a text or a panic: whatever else comes out of a call that moves a token is
 * the token's, handed on as it was. A token that throws the very errors of PostOffice cannot be told apart.
 */
export function refusalOf(
  error: unknown,
  contract: ContractName,
): ContractRefusalError | TokenRefusalError | undefined {
  const reverted = revertOf(error)
  if (!(error instanceof BaseError) || !reverted) return undefined
  const { data } = reverted
  if (data && !ofNoInterface.has(data.errorName))
    return new ContractRefusalError(contract, data, error)
  const tokens = contract === 'PostOffice' ? movedIn(error) : []
  if (tokens.length > 0) return tokenRefusalOf(tokens, reverted, error)
  return data && new ContractRefusalError(contract, data, error)
}

/** What Solidity throws by itself, for `require` with a text and for what must not happen. */
const ofNoInterface = new Set(['Error', 'Panic'])

function movedIn(error: BaseError) {
  const executed = error.walk((cause) => cause instanceof ContractFunctionExecutionError)
  if (!(executed instanceof ContractFunctionExecutionError)) return []
  return tokensMovedBy(executed.functionName, executed.args ?? [])
}
