import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'

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
  'InboxRegistry',
  ({ inboxId, wallet }: IsWalletOfParameters) => ({
    functionName: 'isWalletOf',
    args: [inboxId, wallet],
  }),
  (isWallet: boolean) => isWallet,
)
