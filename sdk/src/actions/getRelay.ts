import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type GetRelayParameters = {
  /** The relay's id: its operator's address. */
  relay: Address
}

/** A relay as the chain lists it. */
export type GetRelayReturnType =
  | {
      /** Account that signs its receipts. */
      signer: Address
      /** Whether it is in service. */
      active: boolean
      /** Unix seconds. */
      registeredAt: number
    }
  | undefined

/**
 * What the chain holds of a relay. Its endpoint only an index has: see the API client.
 *
 * Source: `RelayRegistry.relayOf`.
 *
 * @returns undefined if it is not registered.
 *
 * @example
 * const relay = await getRelay(client, { relay: operator })
 */
export const getRelay = defineRead(
  relayRegistry,
  ({ relay }: GetRelayParameters) => ({ functionName: 'relayOf', args: [relay] }),
  ([signer, active, registeredAt]: readonly [Address, boolean, number]): GetRelayReturnType =>
    registeredAt === 0 ? undefined : { signer, active, registeredAt },
)
