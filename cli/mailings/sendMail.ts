import type { SettlementResponse, VerifiedReceipt } from '@pennypost/sdk'
import { fetchWithPostage, letterHash, PostageRefusedError, verifyReceipt } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { ConnectedChain } from '../chain/connect.ts'
import { CliError } from '../errors/CliError.ts'
import { relayRefusal, relaySilent } from '../letters/askRelay.ts'
import { mailDocument } from './mailDocument.ts'
import type { ProvableMailing } from './provableMailing.ts'
import type { SentMail } from './sentFile.ts'

/** A letter that the relay does not carry, and why. */
export type RefusedMail = { index: number; reason: string }

/** A letter that is said to be taken in, which nobody can be held to: it counts as not sent. */
export type UnprovenMail = { index: number; receipt: undefined }

/** Seconds that the relay may take to see the mailing, or to be reached again. */
const patience = 60

/**
 * Sends a letter of a mailing to its relay, with the proof that it is paid for. Nothing is signed or paid. May be done again: the relay
 * takes a letter in once.
 *
 * @param url - Of the relay, without a slash at its end.
 * @throws {CliError} The relay does not answer, or not as relays do.
 */
export async function sendMail(
  chain: ConnectedChain,
  mailing: ProvableMailing,
  index: number,
  { relay, url }: Pick<SentMail, 'relay'> & { url: string },
): Promise<SentMail | RefusedMail | UnprovenMail> {
  const { inboxId, letterHash: expected, body } = mailing.letters[index] ?? {}
  if (!inboxId || !expected || !body) throw new Error(`The mailing has no letter ${index} to send.`)
  if (letterHash(body) !== expected)
    throw new CliError(`Letter ${index} was changed: it is not the one that was paid for.`)
  try {
    const { response, settlement } = await fetchWithPostage(chain.client, {
      ...{ url: `${url}/letters`, bytes: body, contracts: chain.contracts },
      maxWaitSeconds: patience,
      address: { inboxId, sender: mailing.mailing.sender },
      ...{ maxPostage: {}, paid: mailDocument(mailing, index).paid },
    })
    if (!response.ok) throw await relayRefusal(url, response)
    await response.body?.cancel()
    const letter = { inboxId, letterHash: expected }
    const { mailingId } = mailing
    const receipt = await receiptOf(chain, { settlement, letter, relay, mailingId })
    return receipt ? { index, letterHash: expected, relay, receipt } : { index, receipt }
  } catch (error) {
    if (error instanceof PostageRefusedError) return { index, reason: error.reason }
    if (error instanceof TypeError) throw relaySilent(url, error)
    throw error
  }
}

/** The relay's receipt for a letter of this mailing; undefined: none came, or none that holds. */
async function receiptOf(
  { client, contracts }: ConnectedChain,
  sent: {
    settlement: SettlementResponse | undefined
    letter: { inboxId: Hex; letterHash: Hex }
    relay: Address
    mailingId: Hex
  },
): Promise<VerifiedReceipt | undefined> {
  const { mailingId, ...parameters } = sent
  const receipt = await verifyReceipt(client, { ...parameters, contracts })
  const postageId = receipt?.admission.postageId.toLowerCase()
  // Of a letter that needs no postage, a relay says that none was used.
  return postageId === mailingId.toLowerCase() || postageId === zeroHash ? receipt : undefined
}
