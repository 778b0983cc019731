import type { Address } from 'viem'
import { addresses } from '../../../generated/addresses.ts'
import { UnknownChainError } from '../errors/UnknownChainError.ts'

/** Names of the contracts. */
export type ContractName = 'InboxRegistry' | 'RelayRegistry' | 'PostOffice'

/** Where Pennypost's contracts lie on one chain. */
export type Contracts = Readonly<Record<ContractName, Address>>

/**
 * The chains that this version knows, and where the contracts lie there. Everything that sends or signs uses these, so that nobody can
 * talk a caller into paying another contract; who runs a deployment of its own names it in each call as `contracts`.
 */
export const knownContracts: Readonly<Record<number, Contracts>> = {
  31337: addresses,
  31338: addresses,
}

/**
 * Where Pennypost's contracts lie on a chain.
 *
 * @throws {UnknownChainError} This version knows of no deployment there.
 *
 * @example
 * const { PostOffice } = contractsOn(31337)
 */
export function contractsOn(chainId: number): Contracts {
  const contracts = Object.hasOwn(knownContracts, chainId) ? knownContracts[chainId] : undefined
  if (!contracts) throw new UnknownChainError(chainId, Object.keys(knownContracts).map(Number))
  return contracts
}
