import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import type { KeyInput } from '../keys/keyInput.ts'

export type RegisterInboxParameters = {
  /** What the inbox's id is derived from, with the wallet: 0 unless given. For XMTP's id, the nonce that was used there. */
  inboxNonce?: bigint | undefined
  /** Account with the last word over the inbox: links wallets, sets payout and guardian. The wallet itself unless given. */
  recovery?: Address | undefined
  /** Keys that act for the inbox from the start. */
  keys?: readonly KeyInput[] | undefined
}

/**
 * Registers the inbox `inboxIdOf(account, inboxNonce)`, with the caller as its first wallet. The door stands open until `setDoor`.
 *
 * Source: `InboxRegistry.register`. Without gas: `signRegisterInbox`.
 *
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none.
 * @throws {ContractRefusalError} `WalletAlreadyLinked`, `InboxAlreadyRegistered`; of keys `KeyExpiryPassed`, `TooManyKeys`.
 *
 * @example
 * const hash = await registerInbox(client, { recovery: safe, keys: [keyInput] })
 */
export const registerInbox = defineWrite(
  inboxRegistry,
  ({ inboxNonce = 0n, recovery = zeroAddress, keys = [] }: RegisterInboxParameters) => ({
    functionName: 'register',
    args: [inboxNonce, recovery, keys.map(checkedKeyInput)],
  }),
)
