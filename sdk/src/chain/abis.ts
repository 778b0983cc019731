import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'

/** The ABI of each contract, with all that it may emit or throw. */
export const abis = {
  InboxRegistry: inboxRegistryAbi,
  RelayRegistry: relayRegistryAbi,
  PostOffice: postOfficeAbi,
} as const

export type Abis = typeof abis
