import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type SetRelaySignerParameters = {
  /** Account that signs the relay's receipts from now on. */
  signer: Address
}

/**
 * Changes who signs the receipts of the caller's relay.
 *
 * Source: `RelayRegistry.setSigner`.
 *
 * @throws {ContractRefusalError} `RelayNotRegistered` or `SignerIsZero`.
 *
 * @example
 * const hash = await setRelaySigner(client, { signer })
 */
export const setRelaySigner = defineWrite(
  relayRegistry,
  ({ signer }: SetRelaySignerParameters) => ({ functionName: 'setSigner', args: [signer] }),
)
