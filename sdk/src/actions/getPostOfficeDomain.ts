import type { Address, Hex } from 'viem'
import { defineBareRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

/** The EIP-712 domain that PostOffice has. */
export type GetPostOfficeDomainReturnType = {
  name: string
  version: string
  chainId: number
  verifyingContract: Address
}

/**
 * The EIP-712 domain of what the PostOffice checks, as the contract has it. `postOfficeDomain` gives the same without asking.
 *
 * Source: `PostOffice.eip712Domain` (ERC-5267).
 *
 * @example
 * const { chainId } = await getPostOfficeDomain(client)
 */
export const getPostOfficeDomain = defineBareRead(
  postOffice,
  () => ({ functionName: 'eip712Domain', args: [] }),
  (result: readonly [Hex, string, string, bigint, Address, Hex, readonly bigint[]]) => {
    const [, name, version, chainId, verifyingContract] = result
    const domain: GetPostOfficeDomainReturnType = {
      name,
      version,
      chainId: Number(chainId),
      verifyingContract,
    }
    return domain
  },
)
