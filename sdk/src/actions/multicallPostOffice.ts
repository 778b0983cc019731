import { defineMulticall } from '../chain/defineMulticall.ts'
import { postOffice } from '../chain/postOffice.ts'

/**
 * Makes several calls to the PostOffice in one transaction, all or none, in order, each as the caller's own. None can bring native money.
 *
 * Source: `PostOffice.multicall`.
 *
 * @throws {MulticallError} A call goes elsewhere or brings money, or there is none.
 * @throws {ContractRefusalError} What any of the calls is refused with.
 *
 * @example
 * const permit = await signPermit(client, { token, amount })
 * const hash = await multicallPostOffice(client, {
 *   calls: [depositWithPermit.call(contracts, permit), post.call(contracts, { input })],
 * })
 */
export const multicallPostOffice = defineMulticall(postOffice)
