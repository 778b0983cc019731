import type { MailClaim, Mailing, NamedPostage } from '@pennypost/sdk'
import { verifyMailProof } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { ProvableMailing } from './provableMailing.ts'

/** The proof of one letter of a mailing, for everyone who asks for one. */
export type MailDocument = {
  pennypost: 'mail'
  /** CAIP-2. */
  chain: string
  postOffice: Address
  mailingId: Hex
  /** With `claims`, what `collectMail` takes. */
  mailing: Mailing
  claims: readonly [MailClaim]
  /** What `fetchWithPostage` takes, and what a relay is sent as the payload of `PAYMENT-SIGNATURE`; its `mailing` is what `verify` takes. */
  paid: Extract<NamedPostage, { mailing: unknown }>
}

/**
 * The proof of a letter.
 *
 * @throws {Error} It does not hold, which is not meant to happen.
 */
export function mailDocument(of: ProvableMailing, index: number): MailDocument {
  const { chain, postOffice, mailingId, mailing, letters, tree } = of
  const letter = letters[index]
  if (!letter) throw new RangeError(`The mailing has no letter ${index}.`)
  const { inboxId, letterHash } = letter
  const proof = tree.proof(index)
  const { root, count } = mailing
  if (!verifyMailProof({ root, count, index, inboxId, letterHash, proof }))
    throw new Error(`The proof of letter ${index} of mailing ${mailingId} does not hold.`)
  return {
    ...{ pennypost: 'mail', chain, postOffice, mailingId, mailing },
    claims: [{ index, inboxId, letterHash, proof }],
    paid: { mailing: { mailingId, index, proof } },
  }
}
