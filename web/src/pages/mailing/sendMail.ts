import type { MailingTree } from '@pennypost/sdk'
import { fetchWithPostage, letterHash, PostageRefusedError, verifyReceipt } from '@pennypost/sdk'
import type { Address } from 'viem'
import { zeroHash } from 'viem'
import type { MailingContext } from './MailingContext.ts'
import type { MailedLetter, MailingHead } from './mailingFile.ts'
import type { SentMail } from './mailingStore.ts'

/** What became of a letter: it is with the relay, which is noted; or it is not, for this reason. */
export type MailResult = { sent: SentMail } | { reason: string }

/** Seconds that the relay may take to see the mailing, or to be reached again. */
const patience = 30

export type SendMailParameters = {
  head: MailingHead
  index: number
  letter: MailedLetter
  tree: MailingTree
  relay: Address
  /** Of the relay, without a slash at its end. */
  url: string
  signal: AbortSignal
}

/**
 * Sends a letter of a mailing to its relay, with the proof that it is paid for. Nothing is signed or paid. May be done again: the relay
 * takes a letter in once.
 *
 * @returns With a reason where the relay refuses, as the API calls it, or where it gives no receipt that holds (`no_receipt`).
 * @throws What the relay or the way to it fails with.
 */
export async function sendMail(
  { client, chain: { contracts } }: Pick<MailingContext, 'client' | 'chain'>,
  { head, index, letter, tree, relay, url, signal }: SendMailParameters,
): Promise<MailResult> {
  const { mailingId, mailing } = head
  const { inboxId, letterHash: expected, body } = letter
  if (!body) return { reason: 'sealed_elsewhere' }
  if (letterHash(body) !== expected) return { reason: 'stamp_mismatch' }
  try {
    const { response, settlement } = await fetchWithPostage(client, {
      ...{ url: `${url}/letters`, bytes: body, contracts, signal, maxWaitSeconds: patience },
      address: { inboxId, sender: mailing.sender },
      ...{ maxPostage: {}, paid: { mailing: { mailingId, index, proof: tree.proof(index) } } },
    })
    const status = response.status
    await response.body?.cancel()
    if (!response.ok) throw new RelayStatusError(status)
    const sent = { inboxId, letterHash: expected }
    const receipt = await verifyReceipt(client, { settlement, letter: sent, relay, contracts })
    const postageId = receipt?.admission.postageId.toLowerCase()
    // Of a letter that needs no postage, a relay says that none was used.
    const isIt = postageId === mailingId.toLowerCase() || postageId === zeroHash
    return receipt && isIt ? { sent: { relay, receipt } } : { reason: 'no_receipt' }
  } catch (error) {
    if (error instanceof PostageRefusedError) return { reason: error.reason }
    throw error
  }
}

/** Thrown where a relay answers with no success and no reason that is known; `message` is a sentence for a person. */
export class RelayStatusError extends Error {
  constructor(status: number) {
    super(
      status === 429 || status >= 500
        ? `The relay cannot take letters just now (status ${status}). Go on in a while: what was sent is noted.`
        : `The relay does not take the letter (status ${status}).`,
    )
    this.name = 'RelayStatusError'
  }
}
