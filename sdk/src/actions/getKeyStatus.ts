import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { wordOf } from '../chain/words.ts'

export type GetKeyStatusParameters = { inboxId: Hex; keyId: Hex }

const keyStatuses = ['none', 'active', 'expired', 'revoked'] as const

/** Where a key is in its life. `none`: never added. An `expired` key may be added again, a `revoked` one never, also if it was banned before it was added. */
export type KeyStatus = (typeof keyStatuses)[number]

/**
 * What a key is for an inbox, by the time of the block.
 *
 * Source: `InboxRegistry.keyStatus`.
 *
 * @example
 * const status = await getKeyStatus(client, { inboxId, keyId })
 */
export const getKeyStatus = defineRead(
  inboxRegistry,
  ({ inboxId, keyId }: GetKeyStatusParameters) => ({
    functionName: 'keyStatus',
    args: [inboxId, keyId],
  }),
  (status: number): KeyStatus => wordOf(keyStatuses, status),
)
