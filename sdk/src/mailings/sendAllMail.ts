import type { Address, Hex } from 'viem'
import { inParallel } from '../api/inParallel.ts'
import type { PennypostClient } from '../chain/client.ts'
import type { VerifiedReceipt } from '../x402/verifyReceipt.ts'
import type { MailedLetter } from './mailingFile.ts'
import type { MailOptions } from './sendMail.ts'
import { sendMail } from './sendMail.ts'

/** A letter of a mailing that its relay has taken in. */
export type SentMail = {
  /** In the mailing, from 0. */
  index: number
  letterHash: Hex
  relay: Address
  /** For this letter, signed by the relay's signer. */
  receipt: VerifiedReceipt
}

/** A letter that the relay has not taken in, and why: as `sendMail` says. */
export type RefusedMail = {
  /** In the mailing, from 0. */
  index: number
  reason: string
}

export type SendAllMailParameters = MailOptions & {
  /** Of the mailing, in the order of their indexes. */
  letters: readonly MailedLetter[]
  /** Indexes of the letters to send, all of which have a body. */
  due: readonly number[]
  /** Letters that are under way at a time; 6. */
  atOnce?: number | undefined
  /** Called with each letter that the relay has taken in: to be noted down, as nobody else does. */
  onSent: (mail: SentMail) => void
  /** Called after each letter, with how many were sent, and what was refused so far. */
  onProgress?: ((sent: number, refused: readonly RefusedMail[]) => void) | undefined
}

/**
 * Sends letters of a mailing, a few at a time. May be done again after whatever went wrong: a relay takes each letter in once.
 *
 * @returns What the relay has not taken in.
 * @throws {RelayAnswerError} The relay does not answer any more. What it has taken in was told to `onSent`.
 * @throws {RangeError} A letter that is due is not there, or was sealed elsewhere.
 * @throws What else `sendMail` throws, what `onSent` and `onProgress` throw; the signal's reason.
 *
 * @example
 * const refused = await sendAllMail(client, { head, letters, due, tree, relay, url, onSent: (mail) => notes.push(mail) })
 */
export async function sendAllMail(
  client: PennypostClient,
  { letters, due, atOnce = 6, onSent, onProgress, ...options }: SendAllMailParameters,
): Promise<readonly RefusedMail[]> {
  const { relay, signal } = options
  const refused: RefusedMail[] = []
  let sent = 0
  await inParallel(due, atOnce, async (index) => {
    signal?.throwIfAborted()
    const { inboxId, letterHash, body } = letters[index] ?? {}
    if (!inboxId || !letterHash || !body)
      throw new RangeError(`There is no letter ${index} to send.`)
    const letter = { inboxId, letterHash, body }
    const { receipt, reason } = await sendMail(client, { ...options, index, letter })
    if (receipt) {
      onSent({ index, letterHash, relay, receipt })
      sent += 1
    } else refused.push({ index, reason })
    onProgress?.(sent, refused)
  })
  return refused
}
