import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'

/** What `signLinkWallet` returns. */
export type LinkWalletParameters = {
  inboxId: Hex
  /** Who signed, and joins the inbox. */
  wallet: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Links a further wallet, which signed for it, to an inbox. The recovery sends it. An inbox has at most 32 wallets.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `InboxRegistry.linkWallet`. Uses up the wallet's nonce.
 *
 * @throws {ContractRefusalError} `NotRecovery`, `SignatureHasExpired`, `InvalidSignature`, `WalletAlreadyLinked` or `TooManyWallets`.
 *
 * @example
 * const signed = await signLinkWallet(newWallet, { inboxId })
 * const hash = await linkWallet(recovery, signed)
 */
export const linkWallet = defineWrite(
  inboxRegistry,
  ({ inboxId, wallet, deadline, signature }: LinkWalletParameters) => ({
    functionName: 'linkWallet',
    args: [inboxId, wallet, deadlineSeconds(deadline), signature],
  }),
)
