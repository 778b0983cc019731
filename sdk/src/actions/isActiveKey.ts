import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

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
  inboxRegistry,
  ({ inboxId, keyId }: IsActiveKeyParameters) => ({
    functionName: 'isActiveKey',
    args: [inboxId, keyId],
  }),
  (isActive: boolean) => isActive,
)
