import { relayRegistryAbi as abi } from '../../../generated/relayRegistryAbi.ts'

/** RelayRegistry with its ABI, for what calls it. */
export const relayRegistry = { name: 'RelayRegistry', abi } as const
