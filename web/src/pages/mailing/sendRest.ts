import type { RefusedMail } from '@pennypost/sdk/mailings'
import { sendAllMail, treeOfMailing } from '@pennypost/sdk/mailings'
import type { Address } from 'viem'
import { collectedOf } from './collectedOf.ts'
import { createBreather } from './createBreather.ts'
import { createNotes } from './createNotes.ts'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing, SentMail } from './mailingStore.ts'
import { lettersOf, noteMailing, noteSent, sentOf } from './mailingStore.ts'
import { noteElsewhere } from './noteElsewhere.ts'

/** Where letters go. */
export type MailRelay = { relay: Address; url: string }

/** A letter that the relay does not carry, and why. */
export type RefusedLetter = RefusedMail & {
  /** Of the list. */
  line: number
}

export type SendRestParameters = {
  to: MailRelay
  signal: AbortSignal
  /** Told how many letters are with the relay, those of before with them. */
  onProgress(sent: number, refused: readonly RefusedLetter[]): void
}

/** Seconds that the relay may take to see the mailing, or to be reached again. */
const patience = 30

/**
 * Sends the letters of a mailing that are not yet sent, and notes each down that the relay has taken in.
 *
 * @returns What the relay refuses.
 * @throws The relay does not answer any more, or it was called off. What it has taken in is noted down all the same.
 */
export async function sendRest(
  context: MailingContext,
  kept: KeptMailing,
  { to, signal, onProgress }: SendRestParameters,
): Promise<readonly RefusedLetter[]> {
  const { mailingId, mailing } = kept
  const { client, chain } = context
  const letters = await lettersOf(kept)
  await noteElsewhere(kept, letters)
  const before = await sentOf({ mailingId, count: mailing.count, relay: to.relay })
  const unsent = letters.flatMap(({ body }, index) => (body && !before.has(index) ? [index] : []))
  // A relay would not carry them again.
  const arrived = await collectedOf(context, mailingId, unsent)
  await noteSent(mailingId, new Map([...arrived].map((index) => [index, { relay: to.relay }])))
  const due = unsent.filter((index) => !arrived.has(index))
  const tree = await treeOfMailing({ ...kept, letters }, { breathe: createBreather(signal) })
  let noted = before.size + arrived.size
  const first = noted
  onProgress(noted, [])
  const withLines = (refused: readonly RefusedMail[]) =>
    refused.map((mail) => ({ ...mail, line: letters[mail.index]?.line ?? 0 }))
  const notes = createNotes<SentMail>(async (mails) => {
    await noteSent(mailingId, mails)
    noted += mails.size
    await noteMailing(kept, { sent: noted })
  })
  const sending = sendAllMail(client, {
    ...{ head: kept, letters, due, tree, ...to, contracts: chain.contracts, signal },
    maxWaitSeconds: patience,
    onSent: ({ index, relay, receipt }) => notes.add(index, { relay, receipt }),
    onProgress: (sent, refused) => onProgress(first + sent, withLines(refused)),
  })
  const refused = await sending.finally(() => notes.written())
  await noteMailing(kept, { sent: noted })
  return withLines(refused)
}
