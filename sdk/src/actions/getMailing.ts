import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { MailingStatus } from '../chain/words.ts'
import { mailingStatuses, wordOf } from '../chain/words.ts'

export type GetMailingParameters = {
  /** See `mailingIdOf`. */
  mailingId: Hex
}

/** Where a mailing is in its life. */
export type GetMailingReturnType = {
  status: MailingStatus
  /** How many of its letters were collected. */
  collected: number
  /** Unix seconds; 0 if it was not. */
  openedAt: number
  /** Unix seconds; 0 while it is not. */
  closedAt: number
}

/**
 * Where a mailing is in its life. A mailing past its expiry stays `open` or `admitted` until somebody closes it.
 *
 * Source: `PostOffice.mailing`.
 *
 * @example
 * const { status, collected } = await getMailing(client, { mailingId })
 */
export const getMailing = defineRead(
  postOffice,
  ({ mailingId }: GetMailingParameters) => ({ functionName: 'mailing', args: [mailingId] }),
  (result: readonly [number, number, number, number]): GetMailingReturnType => {
    const [status, collected, openedAt, closedAt] = result
    return { status: wordOf(mailingStatuses, status), collected, openedAt, closedAt }
  },
)
