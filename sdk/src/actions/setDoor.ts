import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { Door } from '../chain/words.ts'
import { doors, numberOf } from '../chain/words.ts'

export type SetDoorParameters = {
  inboxId: Hex
  /** `free`: strangers may write; `postage`: with a stamp; `closed`: not at all. */
  door: Door
}

/**
 * Opens or closes the inbox to strangers.
 *
 * Source: `PostOffice.setDoor`. Relays enforce it; `post` does not read it.
 *
 * @throws {InvalidParameterError} `door` is none of the words.
 * @throws {ContractRefusalError} `NotWallet`.
 *
 * @example
 * const hash = await setDoor(client, { inboxId, door: 'postage' })
 */
export const setDoor = defineWrite(postOffice, ({ inboxId, door }: SetDoorParameters) => ({
  functionName: 'setDoor',
  args: [inboxId, numberOf('door', doors, door)],
}))
