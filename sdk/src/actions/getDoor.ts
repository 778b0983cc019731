import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { Door } from '../chain/words.ts'
import { doors, wordOf } from '../chain/words.ts'

export type GetDoorParameters = { inboxId: Hex }

/** An inbox's word to strangers at large. */
export type GetDoorReturnType = {
  door: Door
  /** Unix seconds; 0 if never set. */
  setAt: number
}

/**
 * An inbox's word to strangers at large.
 *
 * Source: `PostOffice.doorOf`.
 *
 * @example
 * const { door } = await getDoor(client, { inboxId })
 */
export const getDoor = defineRead(
  postOffice,
  ({ inboxId }: GetDoorParameters) => ({ functionName: 'doorOf', args: [inboxId] }),
  ([door, setAt]: readonly [number, number]): GetDoorReturnType => ({
    door: wordOf(doors, door),
    setAt,
  }),
)
