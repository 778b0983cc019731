import { relayRegistryAbi as abi } from '../../../generated/relayRegistryAbi.ts'

/** RelayRegistry, for the actions that call it. */
export const relayRegistry = { name: 'RelayRegistry', abi } as const
