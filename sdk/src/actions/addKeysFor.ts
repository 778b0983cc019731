import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import type { AddKeysParameters } from './addKeys.ts'

/** What `signAddKeys` returns. */
export type AddKeysForParameters = AddKeysParameters & {
  /** The wallet of the inbox that signed. */
  wallet: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Adds keys to an inbox for a wallet of it that signed for them. Anyone may send it.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `InboxRegistry.addKeysFor`. Uses up the wallet's nonce.
 *
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none.
 * @throws {ContractRefusalError} `SignatureHasExpired`, `InvalidSignature`, and what `addKeys` is refused with.
 *
 * @example
 * const signed = await signAddKeys(wallet, { inboxId, keys: [keyInput] })
 * const hash = await addKeysFor(payer, signed)
 */
export const addKeysFor = defineWrite(
  inboxRegistry,
  ({ wallet, inboxId, keys, deadline, signature }: AddKeysForParameters) => ({
    functionName: 'addKeysFor',
    args: [wallet, inboxId, keys.map(checkedKeyInput), deadlineSeconds(deadline), signature],
  }),
)
