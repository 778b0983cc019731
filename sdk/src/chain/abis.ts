import { inboxRegistry } from './inboxRegistry.ts'
import { postOffice } from './postOffice.ts'
import { relayRegistry } from './relayRegistry.ts'

/** The ABI of each contract, with all that it may emit or throw. Whatever uses this brings all of them along. */
export const abis = {
  InboxRegistry: inboxRegistry.abi,
  RelayRegistry: relayRegistry.abi,
  PostOffice: postOffice.abi,
} as const

/** ABIs of the contracts, by name. */
export type Abis = typeof abis
