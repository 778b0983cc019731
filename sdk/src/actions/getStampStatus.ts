import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { StampStatus } from '../chain/words.ts'
import { stampStatuses, wordOf } from '../chain/words.ts'

export type GetStampStatusParameters = {
  /** See `stampIdOf`. */
  stampId: Hex
}

/** Where a stamp is in its life. */
export type GetStampStatusReturnType = {
  status: StampStatus
  /** Whether its relay may collect, as the inbox's terms had it when it was posted. */
  relayMayCollect: boolean
  /** Whether the relay has its carriage. */
  carriagePaid: boolean
  /** Unix seconds; 0 if it was not. */
  postedAt: number
  /** Unix seconds of its outcome, or of being voided; 0 while there is none. */
  settledAt: number
}

/** What `PostOffice.stampStatus` answers. */
export type StampStatusResult = readonly [number, boolean, boolean, number, number]

/** The same, as an object with words. */
export function stampStatusOf(result: StampStatusResult): GetStampStatusReturnType {
  const [status, relayMayCollect, carriagePaid, postedAt, settledAt] = result
  return {
    status: wordOf(stampStatuses, status),
    relayMayCollect,
    carriagePaid,
    postedAt,
    settledAt,
  }
}

/**
 * Where a stamp is in its life. A stamp past its expiry stays `open` or `admitted` until somebody expires it.
 *
 * Source: `PostOffice.stampStatus`. For many stamps in one request see `getStampStatuses`.
 *
 * @example
 * const { status } = await getStampStatus(client, { stampId })
 */
export const getStampStatus = defineRead(
  postOffice,
  ({ stampId }: GetStampStatusParameters) => ({ functionName: 'stampStatus', args: [stampId] }),
  stampStatusOf,
)
