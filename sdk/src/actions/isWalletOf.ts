import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type IsWalletOfParameters = { inboxId: Hex; wallet: Address }

/**
 * Whether a wallet is linked to an inbox.
 *
 * Source: `InboxRegistry.isWalletOf`.
 *
 * @example
 * const isLinked = await isWalletOf(client, { inboxId, wallet })
 */
export const isWalletOf = defineRead(
  inboxRegistry,
  ({ inboxId, wallet }: IsWalletOfParameters) => ({
    functionName: 'isWalletOf',
    args: [inboxId, wallet],
  }),
  (isWallet: boolean) => isWallet,
)
