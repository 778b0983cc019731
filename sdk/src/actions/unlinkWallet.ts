import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type UnlinkWalletParameters = {
  inboxId: Hex
  wallet: Address
}

/**
 * Takes a wallet from its inbox. The recovery sends it, or that wallet itself. Its keys stay: revoke them in the same `multicallRegistry`.
 *
 * Source: `InboxRegistry.unlinkWallet`.
 *
 * @throws {ContractRefusalError} `NotWalletOrRecovery` or `WalletNotLinked`.
 *
 * @example
 * const hash = await unlinkWallet(client, { inboxId, wallet })
 */
export const unlinkWallet = defineWrite(
  inboxRegistry,
  ({ inboxId, wallet }: UnlinkWalletParameters) => ({
    functionName: 'unlinkWallet',
    args: [inboxId, wallet],
  }),
)
