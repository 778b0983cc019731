import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { MailingTree } from '../../../protocol/mailingTree.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { PostageRefusedError } from '../errors/PostageRefusedError.ts'
import { letterHash } from '../letters/letterHash.ts'
import { relaySilent } from '../mailbox/askRelay.ts'
import { relayRefusal } from '../mailbox/relayRefusal.ts'
import { discard } from '../x402/discard.ts'
import { fetchWithPostage } from '../x402/fetchWithPostage.ts'
import type { VerifiedReceipt } from '../x402/verifyReceipt.ts'
import { verifyReceipt } from '../x402/verifyReceipt.ts'
import type { MailedLetter, MailingHead } from './mailingFile.ts'

/** Where letters go, and how. */
export type MailOptions = ContractsOption & {
  /** Of the file. */
  head: Pick<MailingHead, 'mailingId' | 'mailing'>
  /** Of `treeOfMailing`. */
  tree: Pick<MailingTree, 'proof'>
  /** Whose receipt it has to be. */
  relay: Address
  /** Of the relay, without a slash at its end. */
  url: string
  /** How long the relay may take to see the mailing, or to be reached again; 60 s. */
  maxWaitSeconds?: number | undefined
  /** In the place of the platform's. */
  fetch?: typeof fetch | undefined
  signal?: AbortSignal | undefined
}

export type SendMailParameters = MailOptions & {
  /** Of the letter in the mailing, from 0. */
  index: number
  /** With its sealed bytes. */
  letter: Pick<MailedLetter, 'inboxId' | 'letterHash'> & { body: Uint8Array }
}

/**
 * What became of a letter: the relay has it, as its receipt shows; or not, for a reason: of the relay as the API calls it, `no_receipt` where the
 * relay gives none that holds, `changed` where the body is not what was paid for, so that it was not sent.
 */
export type MailResult =
  | { receipt: VerifiedReceipt; reason?: undefined }
  | { receipt?: undefined; reason: string }

/**
 * Sends a letter of a mailing to its relay, with the proof that it is paid for. Nothing is signed or paid. May be done again: the relay
 * takes a letter in once.
 *
 * @throws {RelayAnswerError} The relay cannot be reached, does not answer as relays do, or takes no letters now.
 * @throws What viem throws where the node does not answer; the signal's reason.
 *
 * @example
 * const { receipt, reason } = await sendMail(client, { head, tree, relay, url, index: 0, letter })
 */
export async function sendMail(
  client: PennypostClient,
  { letter, index, head, tree, relay, contracts, ...parameters }: SendMailParameters,
): Promise<MailResult> {
  const { inboxId, letterHash: expected, body: bytes } = letter
  const { mailingId, mailing } = head
  if (letterHash(bytes) !== expected) return { reason: 'changed' }
  const answer = await fetchWithPostage(client, {
    ...{ ...parameters, url: `${parameters.url}/letters`, bytes, contracts, maxPostage: {} },
    address: { inboxId, sender: mailing.sender },
    paid: { mailing: { mailingId, index, proof: tree.proof(index) } },
  }).catch((error: unknown) => refusedOr(error, parameters.url))
  if ('reason' in answer) return answer
  const { response, settlement } = answer
  if (!response.ok) throw await relayRefusal(parameters.url, response)
  await discard(response)
  const sent = { inboxId, letterHash: expected }
  const receipt = await verifyReceipt(client, { settlement, letter: sent, relay, contracts })
  return receipt && isFor(mailingId, receipt) ? { receipt } : { reason: 'no_receipt' }
}

/** Why the relay does not carry it. @throws Whatever else went wrong. */
function refusedOr(error: unknown, url: string): { reason: string } {
  if (error instanceof PostageRefusedError) return { reason: error.reason }
  // What `fetch` throws where there is no answer.
  if (error instanceof TypeError) throw relaySilent(url, error)
  throw error
}

/** Of a letter that needs no postage, a relay says that none was used. */
function isFor(mailingId: Hex, { admission: { postageId } }: VerifiedReceipt): boolean {
  return [mailingId.toLowerCase(), zeroHash].includes(postageId.toLowerCase() as Hex)
}
