import hre from 'hardhat'
import type { Address, Hex, PublicClient } from 'viem'
import { encodeDeployData } from 'viem'
import { createXAddress } from './createX.ts'

export type Addresses = Record<'InboxRegistry' | 'RelayRegistry' | 'PostOffice', Address>

/** The salt of `hardhat.config.ts`, by which Ignition calls CreateX. */
export const salt = hre.config.ignition.strategyConfig?.create2?.salt as Hex

/** Where the contracts of the last build come to lie, the same on every chain. */
export async function plannedAddresses(): Promise<Addresses> {
  const InboxRegistry = await addressOf('InboxRegistry', [])
  const RelayRegistry = await addressOf('RelayRegistry', [])
  const PostOffice = await addressOf('PostOffice', [InboxRegistry])
  return { InboxRegistry, RelayRegistry, PostOffice }
}

/** Those of the contracts that a chain has already. */
export async function presentOn(
  client: PublicClient,
  addresses: Addresses,
): Promise<Partial<Addresses>> {
  const entries = await Promise.all(
    Object.entries(addresses).map(async ([name, address]) => {
      const code = await client.getCode({ address })
      return code ? [[name, address]] : []
    }),
  )
  return Object.fromEntries(entries.flat())
}

async function addressOf(name: keyof Addresses, args: readonly unknown[]): Promise<Address> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name)
  const initCode = encodeDeployData({ abi, bytecode: bytecode as Hex, args } as never)
  return createXAddress(salt, initCode)
}
