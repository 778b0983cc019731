import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { unlessZero } from '../chain/unlessZero.ts'

export type GetRecoveryParameters = { inboxId: Hex }

/**
 * The account with the last word over an inbox.
 *
 * Source: `InboxRegistry.recoveryOf`.
 *
 * @returns undefined if the inbox is not registered.
 *
 * @example
 * const recovery = await getRecovery(client, { inboxId })
 */
export const getRecovery = defineRead(
  inboxRegistry,
  ({ inboxId }: GetRecoveryParameters) => ({ functionName: 'recoveryOf', args: [inboxId] }),
  (recovery: Address) => unlessZero(recovery),
)
