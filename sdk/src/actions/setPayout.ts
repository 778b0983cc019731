import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type SetPayoutParameters = {
  inboxId: Hex
  /** Whose balance in the PostOffice stakes are credited to; 0x0…0: the recovery's. */
  payout: Address
}

/**
 * Says where the inbox's stakes go from now on. Only its recovery may.
 *
 * Source: `PostOffice.setPayout`. It is read when a stamp is collected, also one posted before.
 *
 * @throws {ContractRefusalError} `NotRecovery` or `InvalidPayout`.
 *
 * @example
 * const hash = await setPayout(recovery, { inboxId, payout })
 */
export const setPayout = defineWrite(postOffice, ({ inboxId, payout }: SetPayoutParameters) => ({
  functionName: 'setPayout',
  args: [inboxId, payout],
}))
