import { defineMulticall } from '../chain/defineMulticall.ts'
import { relayRegistry } from '../chain/relayRegistry.ts'

/**
 * Makes several calls to RelayRegistry in one transaction, all or none, in order, each as the caller's own.
 *
 * Source: `RelayRegistry.multicall`.
 *
 * @throws {MulticallError} A call goes elsewhere or brings money, or there is none.
 * @throws {ContractRefusalError} What any of the calls is refused with.
 *
 * @example
 * const hash = await multicallRelays(client, {
 *   calls: [
 *     registerRelay.call(contracts, { signer, endpoint }),
 *     setCarriage.call(contracts, { token: usdc, amount: 1_000n }),
 *   ],
 * })
 */
export const multicallRelays = defineMulticall(relayRegistry)
