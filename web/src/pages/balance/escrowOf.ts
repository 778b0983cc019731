import type { ListEntry } from '@pennypost/sdk'
import type { Address } from 'viem'

/** A stamp that the wallet paid for, as the API lists it. */
export type OwnStamp = ListEntry<'listSenderStamps'>

/** What a stamp holds in escrow still: its stake, and its carriage while the relay does not have it. All of it goes back when it expires. */
export function escrowOf(stamp: OwnStamp): { token: Address; amount: bigint } {
  const { token, stake, carriage, carriagePaid, status } = stamp
  if (status !== 'open' && status !== 'admitted') return { token, amount: 0n }
  return { token, amount: BigInt(stake) + (carriagePaid ? 0n : BigInt(carriage)) }
}
