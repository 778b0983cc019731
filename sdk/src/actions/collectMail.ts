import type { Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

/** One letter of a mailing, with the proof that the mailing's root commits to it. */
export type MailClaim = {
  /** Its place in the mailing, from 0. */
  index: number
  inboxId: Hex
  letterHash: Hex
  /** Its siblings in the mailing's tree, from the leaf up: see `mailingTree`. */
  proof: readonly Hex[]
}

export type CollectMailParameters = {
  /** Whole, as opened: its hash is checked on chain. */
  mailing: Mailing
  claims: readonly MailClaim[]
}

/**
 * Takes the stake of letters of a mailing that are addressed to the caller's inbox, crediting the inbox's payout.
 *
 * Source: `PostOffice.collectMail`; invariant 6 in docs/protocol.md. For more than some hundred letters see `collectAllMail`.
 *
 * @throws {ContractRefusalError} `MailingNotPending`, `MailingHasExpired`, `MailIndexOutOfRange`, `MailAlreadyCollected`,
 * `MailProofLengthMismatch`, `MailProofInvalid` or `NotMailRecipient`.
 *
 * @example
 * const hash = await collectMail(client, { mailing, claims: [{ index, inboxId, letterHash, proof: tree.proof(index) }] })
 */
export const collectMail = defineWrite(
  postOffice,
  ({ mailing, claims }: CollectMailParameters) => ({
    functionName: 'collectMail',
    args: [mailing, claims],
  }),
)
