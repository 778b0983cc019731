import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import type {
  NamedArtifactContractAtFuture,
  NamedArtifactContractDeploymentFuture,
} from '@nomicfoundation/ignition-core'

type PlacedContract =
  | NamedArtifactContractDeploymentFuture<string>
  | NamedArtifactContractAtFuture<string>

/** Addresses of contracts that are on the chain already, put there by whoever. */
type Present = Partial<Record<'InboxRegistry' | 'RelayRegistry' | 'PostOffice', `0x${string}`>>

/**
 * The three contracts. By CREATE2 anyone can put any of them at its address; that does no harm, as
 * its code cannot be another, and then it is taken as it is.
 */
export const pennypostWith = (present: Present) =>
  buildModule('Pennypost', (m) => {
    const place = (name: keyof Present, args: PlacedContract[] = []) => {
      const address = present[name]
      return address
        ? m.contractAt(name, address, { id: `${name}_present` })
        : m.contract(name, args)
    }
    const inboxRegistry = place('InboxRegistry')
    const relayRegistry = place('RelayRegistry')
    const postOffice = place('PostOffice', [inboxRegistry])
    return { inboxRegistry, relayRegistry, postOffice }
  })

export default pennypostWith({})
