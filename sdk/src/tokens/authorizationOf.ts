import type { Address, Hex, TypedDataDomain } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { TokenSignatureUnsupportedError } from '../errors/TokenSignatureUnsupportedError.ts'
import { optionalRead } from './optionalRead.ts'
import { signingTokenAbi as abi } from './tokenAbi.ts'
import { tokenDomain } from './tokenDomain.ts'

const STANDARD = 'ERC-3009'

export type AuthorizationOfParameters = {
  token: Address
  from: Address
  /** That is to be used. */
  nonce: Hex
}

/**
 * Asks a token what an ERC-3009 authorization for it is signed with.
 *
 * @throws {TokenSignatureUnsupportedError} It takes none, or the nonce was used before.
 */
export async function authorizationOf(
  client: PennypostClient,
  { token, from, nonce }: AuthorizationOfParameters,
): Promise<{ domain: TypedDataDomain }> {
  const isUsed = await optionalRead(client, {
    ...{ abi, address: token },
    ...{ functionName: 'authorizationState', args: [from, nonce] },
  })
  if (typeof isUsed !== 'boolean')
    throw new TokenSignatureUnsupportedError(token, STANDARD, 'it has no authorizationState()')
  if (isUsed) throw new TokenSignatureUnsupportedError(token, STANDARD, 'this salt was used before')
  return { domain: await tokenDomain(client, token, STANDARD) }
}
