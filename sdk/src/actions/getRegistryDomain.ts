import type { Address, Hex } from 'viem'
import { defineBareRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

/** The EIP-712 domain that InboxRegistry has. */
export type GetRegistryDomainReturnType = {
  name: string
  version: string
  chainId: number
  verifyingContract: Address
}

type Eip712Domain = readonly [Hex, string, string, bigint, Address, Hex, readonly bigint[]]

/**
 * The EIP-712 domain that InboxRegistry checks signatures in, as it says itself (ERC-5267). It equals `inboxRegistryDomain`.
 *
 * Source: `InboxRegistry.eip712Domain`.
 *
 * @example
 * const domain = await getRegistryDomain(client)
 */
export const getRegistryDomain = defineBareRead(
  inboxRegistry,
  () => ({ functionName: 'eip712Domain', args: [] }),
  ([, name, version, chainId, verifyingContract]: Eip712Domain): GetRegistryDomainReturnType => ({
    ...{ name, version, verifyingContract },
    chainId: Number(chainId),
  }),
)
