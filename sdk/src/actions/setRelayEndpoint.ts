import { defineWrite } from '../chain/defineWrite.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type SetRelayEndpointParameters = {
  /** Where the relay is reached, 1 to 256 bytes in UTF-8; the contract checks no more of it. */
  endpoint: string
}

/**
 * Changes where the caller's relay is reached.
 *
 * Source: `RelayRegistry.setEndpoint`.
 *
 * @throws {ContractRefusalError} `RelayNotRegistered` or `EndpointLengthOutOfRange`.
 *
 * @example
 * const hash = await setRelayEndpoint(client, { endpoint: 'https://relay.example' })
 */
export const setRelayEndpoint = defineWrite(
  relayRegistry,
  ({ endpoint }: SetRelayEndpointParameters) => ({ functionName: 'setEndpoint', args: [endpoint] }),
)
