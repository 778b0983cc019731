import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type GetCarriageParameters = {
  /** The relay's id: its operator's address. */
  relay: Address
  /** Address of the token; 0x0…0: the native one. */
  token: Address
}

/** What a relay asks for carrying one letter. */
export type GetCarriageReturnType =
  | {
      /** Carriage of one letter, in the token's smallest unit; may be 0. */
      amount: bigint
    }
  | undefined

/**
 * What a relay asks for carrying one letter now.
 *
 * Source: `RelayRegistry.carriageOf`.
 *
 * @returns undefined if it does not carry for this token now: not accepted, out of service, or not registered.
 *
 * @example
 * const carriage = await getCarriage(client, { relay, token })
 */
export const getCarriage = defineRead(
  relayRegistry,
  ({ relay, token }: GetCarriageParameters) => ({
    functionName: 'carriageOf',
    args: [relay, token],
  }),
  ([amount, accepted]: readonly [bigint, boolean]): GetCarriageReturnType =>
    accepted ? { amount } : undefined,
)
