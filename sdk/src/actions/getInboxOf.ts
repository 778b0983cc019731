import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { unlessZero } from '../chain/unlessZero.ts'

export type GetInboxOfParameters = { wallet: Address }

/**
 * The inbox that a wallet is linked to.
 *
 * Source: `InboxRegistry.inboxOf`.
 *
 * @returns Its id; undefined if the wallet is linked to none.
 *
 * @example
 * const inboxId = await getInboxOf(client, { wallet })
 */
export const getInboxOf = defineRead(
  inboxRegistry,
  ({ wallet }: GetInboxOfParameters) => ({ functionName: 'inboxOf', args: [wallet] }),
  (inboxId: Hex) => unlessZero(inboxId),
)
