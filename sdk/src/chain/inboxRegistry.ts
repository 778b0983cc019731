import { inboxRegistryAbi as abi } from '../../../generated/inboxRegistryAbi.ts'

/** InboxRegistry with its ABI, for what calls it. */
export const inboxRegistry = { name: 'InboxRegistry', abi } as const
