import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import type { RegisterInboxParameters } from './registerInbox.ts'

/** What `signRegisterInbox` returns. */
export type RegisterInboxForParameters = RegisterInboxParameters & {
  /** Who signed, and becomes the inbox's first wallet. */
  wallet: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Registers an inbox for a wallet that signed for it and need not have money. Anyone may send it.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `InboxRegistry.registerFor`. Uses up the wallet's nonce.
 *
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none.
 * @throws {ContractRefusalError} `SignatureHasExpired`, `InvalidSignature`, and what `registerInbox` is refused with.
 *
 * @example
 * const signed = await signRegisterInbox(newcomer, { keys: [keyInput] })
 * const hash = await registerInboxFor(payer, signed)
 */
export const registerInboxFor = defineWrite(
  inboxRegistry,
  (parameters: RegisterInboxForParameters) => {
    const { wallet, inboxNonce = 0n, recovery = zeroAddress, keys = [] } = parameters
    const { deadline, signature } = parameters
    const seconds = deadlineSeconds(deadline)
    return {
      functionName: 'registerFor',
      args: [wallet, inboxNonce, recovery, keys.map(checkedKeyInput), seconds, signature],
    }
  },
)
