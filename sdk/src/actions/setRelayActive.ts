import { defineWrite } from '../chain/defineWrite.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

export type SetRelayActiveParameters = {
  /** Whether the relay is in service. */
  active: boolean
}

/**
 * Takes the caller's relay out of service, or back into it. Its prices stay as set, and hold while it is in service.
 *
 * Source: `RelayRegistry.setActive`.
 *
 * @throws {ContractRefusalError} `RelayNotRegistered`.
 *
 * @example
 * const hash = await setRelayActive(client, { active: false })
 */
export const setRelayActive = defineWrite(
  relayRegistry,
  ({ active }: SetRelayActiveParameters) => ({ functionName: 'setActive', args: [active] }),
)
