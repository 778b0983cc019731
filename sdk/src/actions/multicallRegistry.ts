import { defineMulticall } from '../chain/defineMulticall.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

/**
 * Makes several calls to InboxRegistry in one transaction, all or none, in order, each as the caller's own.
 *
 * Source: `InboxRegistry.multicall`.
 *
 * @throws {MulticallError} A call goes elsewhere or brings money, or there is none.
 * @throws {ContractRefusalError} What any of the calls is refused with.
 *
 * @example
 * const hash = await multicallRegistry(client, {
 *   calls: [unlinkWallet.call(contracts, { inboxId, wallet }), revokeKeys.call(contracts, { inboxId, keyIds })],
 * })
 */
export const multicallRegistry = defineMulticall(inboxRegistry)
