import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type SetCarriageParameters = {
  /** Address of the token; 0x0…0: the native one. */
  token: Address
  /** Carriage of one letter, in the token's smallest unit; may be 0. */
  amount: bigint
  /** Whether the relay carries for this token at all: yes unless given. */
  accepted?: boolean | undefined
}

/**
 * Says what the caller's relay asks for carrying one letter.
 *
 * Source: `RelayRegistry.setCarriage`. Postage is judged by the lowest price of the ten minutes before it was posted.
 *
 * @throws {ContractRefusalError} `RelayNotRegistered` or `TokenHasNoCode`.
 *
 * @example
 * const hash = await setCarriage(client, { token: usdc, amount: 1_000n })
 */
export const setCarriage = defineWrite(
  relayRegistry,
  ({ token, amount, accepted = true }: SetCarriageParameters) => ({
    functionName: 'setCarriage',
    args: [token, amount, accepted],
  }),
)
