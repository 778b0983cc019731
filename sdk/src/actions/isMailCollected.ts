import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type IsMailCollectedParameters = {
  mailingId: Hex
  /** Of the letter, from 0. */
  index: number
}

/**
 * Whether the stake of a letter of a mailing was collected.
 *
 * Source: `PostOffice.isMailCollected`.
 *
 * @example
 * const isCollected = await isMailCollected(client, { mailingId, index: 3 })
 */
export const isMailCollected = defineRead(
  postOffice,
  ({ mailingId, index }: IsMailCollectedParameters) => ({
    functionName: 'isMailCollected',
    args: [mailingId, index],
  }),
  (isCollected: boolean) => isCollected,
)
