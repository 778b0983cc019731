import type { Address, Hex, TypedDataDomain } from 'viem'
import { domainSeparator, hexToNumber, isAddressEqual } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import type { TokenSignatureStandard } from '../errors/TokenSignatureUnsupportedError.ts'
import { TokenSignatureUnsupportedError } from '../errors/TokenSignatureUnsupportedError.ts'
import { optionalRead } from './optionalRead.ts'
import { signingTokenAbi as abi } from './tokenAbi.ts'

/**
 * The EIP-712 domain that a token checks signatures in: what it says by ERC-5267, else its `name()` and `version()`, version 1 where it
 * has none. It is compared with the token's `DOMAIN_SEPARATOR()` where there is one.
 *
 * @throws {TokenSignatureUnsupportedError} The token has no name, or what it says is not its own domain on this chain.
 */
export async function tokenDomain(
  client: PennypostClient,
  token: Address,
  standard: TokenSignatureStandard,
): Promise<TypedDataDomain> {
  const chainId = await chainIdOf(client)
  const read = (functionName: string) => optionalRead(client, { abi, address: token, functionName })
  const said = (await read('eip712Domain')) as Eip712Domain | undefined
  const domain = said ? domainOfFields(said) : await domainOfName(read, token, chainId)
  if (!domain)
    throw new TokenSignatureUnsupportedError(
      token,
      standard,
      'it has neither eip712Domain() nor name()',
    )

  // A token that gave another's domain would have the account sign for that one.
  const { verifyingContract } = domain
  const isOwn =
    Number(domain.chainId) === chainId &&
    verifyingContract !== undefined &&
    isAddressEqual(verifyingContract, token)
  const separator = await read('DOMAIN_SEPARATOR')
  if (!isOwn || (separator !== undefined && separator !== domainSeparator({ domain })))
    throw new TokenSignatureUnsupportedError(
      token,
      standard,
      'its domain on this chain is not the one that follows from its name',
    )
  return domain
}

type Eip712Domain = readonly [Hex, string, string, bigint, Address, Hex, readonly bigint[]]

/** Only the fields that the first byte names are part of the domain: bit 0 is the first one's. */
function domainOfFields([fields, name, version, chainId, verifyingContract, salt]: Eip712Domain) {
  const has = (bit: number) => (hexToNumber(fields) & (1 << bit)) !== 0
  return {
    ...(has(0) && { name }),
    ...(has(1) && { version }),
    ...(has(2) && { chainId: Number(chainId) }),
    ...(has(3) && { verifyingContract }),
    ...(has(4) && { salt }),
  } satisfies TypedDataDomain as TypedDataDomain
}

async function domainOfName(
  read: (functionName: string) => Promise<unknown>,
  verifyingContract: Address,
  chainId: number,
): Promise<TypedDataDomain | undefined> {
  const name = (await read('name')) as string | undefined
  if (name === undefined) return undefined
  const version = ((await read('version')) as string | undefined) ?? '1'
  return { name, version, chainId, verifyingContract }
}
