import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'

export type IsActiveKeyParameters = { inboxId: Hex; keyId: Hex }

/**
 * Whether a key acts for an inbox: added, not revoked, and not expired by the time of the block.
 *
 * Source: `InboxRegistry.isActiveKey`; invariant 9 in docs/protocol.md.
 *
 * @example
 * const isActive = await isActiveKey(client, { inboxId, keyId })
 */
export const isActiveKey = defineRead(
  'InboxRegistry',
  ({ inboxId, keyId }: IsActiveKeyParameters) => ({
    functionName: 'isActiveKey',
    args: [inboxId, keyId],
  }),
  (isActive: boolean) => isActive,
)
