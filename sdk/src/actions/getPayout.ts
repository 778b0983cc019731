import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type GetPayoutParameters = { inboxId: Hex }

/**
 * Where an inbox's stakes would be credited now: its payout, or its recovery where none is set; 0x0…0 if it is not registered.
 *
 * Source: `PostOffice.payoutOf`.
 *
 * @example
 * const payout = await getPayout(client, { inboxId })
 */
export const getPayout = defineRead(
  postOffice,
  ({ inboxId }: GetPayoutParameters) => ({ functionName: 'payoutOf', args: [inboxId] }),
  (payout: Address) => payout,
)
