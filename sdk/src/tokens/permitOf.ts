import type { Address, TypedDataDomain } from 'viem'
import { keccak256, stringToBytes } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { TokenSignatureUnsupportedError } from '../errors/TokenSignatureUnsupportedError.ts'
import { optionalRead } from './optionalRead.ts'
import { signingTokenAbi as abi } from './tokenAbi.ts'
import { tokenDomain } from './tokenDomain.ts'

const STANDARD = 'ERC-2612'
const permit = 'Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'

export type PermitOfParameters = { token: Address; owner: Address }

/** What an ERC-2612 permit of an owner is signed with: the token's domain, and the owner's nonce. */
export type PermitOfReturnType = { domain: TypedDataDomain; nonce: bigint }

/**
 * Asks a token what a permit for it is signed with.
 *
 * @throws {TokenSignatureUnsupportedError} It takes none, or one of another form, as DAI does.
 */
export async function permitOf(
  client: PennypostClient,
  { token, owner }: PermitOfParameters,
): Promise<PermitOfReturnType> {
  const read = (functionName: string, args?: readonly unknown[]) =>
    optionalRead(client, { abi, address: token, functionName, args })
  const nonce = await read('nonces', [owner])
  if (typeof nonce !== 'bigint')
    throw new TokenSignatureUnsupportedError(token, STANDARD, 'it has no nonces()')
  // The standard demands it; without it nobody could tell a token that only counts nonces for something else.
  if ((await read('DOMAIN_SEPARATOR')) === undefined)
    throw new TokenSignatureUnsupportedError(token, STANDARD, 'it has no DOMAIN_SEPARATOR()')
  const typehash = await read('PERMIT_TYPEHASH')
  if (typehash !== undefined && typehash !== keccak256(stringToBytes(permit)))
    throw new TokenSignatureUnsupportedError(token, STANDARD, 'its permit has other fields')
  return { domain: await tokenDomain(client, token, STANDARD), nonce }
}
