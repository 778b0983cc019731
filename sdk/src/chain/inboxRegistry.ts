import { inboxRegistryAbi as abi } from '../../../generated/inboxRegistryAbi.ts'

/** InboxRegistry, for the actions that call it. */
export const inboxRegistry = { name: 'InboxRegistry', abi } as const
