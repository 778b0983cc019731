import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import type { RevokeKeysParameters } from './revokeKeys.ts'

/** What `signRevokeKeys` returns. */
export type RevokeKeysForParameters = RevokeKeysParameters & {
  /** The wallet or recovery of the inbox that signed. */
  signer: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Revokes keys of an inbox for good, for a wallet or the recovery of it that signed for that. Anyone may send it.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `InboxRegistry.revokeKeysFor`. Uses up the signer's nonce.
 *
 * @throws {ContractRefusalError} `SignatureHasExpired`, `InvalidSignature` or `NotWalletOrRecovery`.
 *
 * @example
 * const signed = await signRevokeKeys(wallet, { inboxId, keyIds: [key.keyId] })
 * const hash = await revokeKeysFor(payer, signed)
 */
export const revokeKeysFor = defineWrite(
  inboxRegistry,
  ({ signer, inboxId, keyIds, deadline, signature }: RevokeKeysForParameters) => ({
    functionName: 'revokeKeysFor',
    args: [signer, inboxId, keyIds, deadlineSeconds(deadline), signature],
  }),
)
