import { fetchWithPostage, letterHash, PostageRefusedError, verifyReceipt } from '@pennypost/sdk'
import type { ConnectedChain } from '../chain/connect.ts'
import { CliError } from '../errors/CliError.ts'
import { relayRefusal, relaySilent } from '../letters/askRelay.ts'
import { mailDocument } from './mailDocument.ts'
import type { ProvableMailing } from './provableMailing.ts'
import type { SentMail } from './sentFile.ts'

/** A letter that the relay does not carry, and why. */
export type RefusedMail = { index: number; reason: string }

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
  { client, contracts }: ConnectedChain,
  mailing: ProvableMailing,
  index: number,
  { relay, url }: Pick<SentMail, 'relay'> & { url: string },
): Promise<SentMail | RefusedMail> {
  const { inboxId, letterHash: expected, body } = mailing.letters[index] ?? {}
  if (!inboxId || !expected || !body) throw new Error(`The mailing has no letter ${index} to send.`)
  if (letterHash(body) !== expected)
    throw new CliError(`Letter ${index} was changed: it is not the one that was paid for.`)
  try {
    const { response, settlement } = await fetchWithPostage(client, {
      ...{ url: `${url}/letters`, bytes: body, contracts, maxWaitSeconds: patience },
      address: { inboxId, sender: mailing.mailing.sender },
      ...{ maxPostage: {}, paid: mailDocument(mailing, index).paid },
    })
    if (!response.ok) throw await relayRefusal(url, response)
    await response.body?.cancel()
    const letter = { inboxId, letterHash: expected }
    const receipt = await verifyReceipt(client, { settlement, letter, relay, contracts })
    return { index, letterHash: expected, relay, receipt }
  } catch (error) {
    if (error instanceof PostageRefusedError) return { index, reason: error.reason }
    if (error instanceof TypeError) throw relaySilent(url, error)
    throw error
  }
}
