import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type RegisterRelayParameters = {
  /** Account that signs the relay's receipts; relays may share one. */
  signer: Address
  /** Where the relay is reached, 1 to 256 bytes in UTF-8; the contract checks no more of it. */
  endpoint: string
}

/**
 * Lists the caller as a relay, in service. The caller's address is the relay's id from here on: stamps name it, and carriage is paid to it.
 *
 * Source: `RelayRegistry.register`. What it asks for is said by `setCarriage`.
 *
 * @throws {ContractRefusalError} `RelayAlreadyRegistered`, `SignerIsZero` or `EndpointLengthOutOfRange`.
 *
 * @example
 * const hash = await registerRelay(client, { signer, endpoint: 'https://relay.example' })
 */
export const registerRelay = defineWrite(
  relayRegistry,
  ({ signer, endpoint }: RegisterRelayParameters) => ({
    functionName: 'register',
    args: [signer, endpoint],
  }),
)
