import type { MailingTree } from '@pennypost/sdk'
import type { Address } from 'viem'
import { inParallel } from './inParallel.ts'
import type { MailingContext } from './MailingContext.ts'
import type { MailedLetter, MailingHead } from './mailingFile.ts'
import type { SentMail } from './mailingStore.ts'
import { sendMail } from './sendMail.ts'

/** A letter that the relay does not carry, and why. */
export type RefusedMail = {
  index: number
  /** Of the list. */
  line: number
  reason: string
}

export type SendAllMailParameters = {
  head: MailingHead
  letters: readonly MailedLetter[]
  /** Indexes of the letters to send. */
  due: readonly number[]
  tree: MailingTree
  relay: Address
  url: string
  signal: AbortSignal
  /** Keeps what the relay has taken in; awaited. */
  note(sent: ReadonlyMap<number, SentMail>): Promise<void>
  onProgress(sent: number, refused: readonly RefusedMail[]): void
}

/** Letters that are under way at a time. */
const atOnce = 6

/**
 * Sends letters of a mailing, a few at a time, and notes each down that the relay has taken in: its receipt shows that.
 *
 * @returns What the relay refuses.
 * @throws The relay does not answer any more, or it was called off. What it has taken in is noted down all the same.
 */
export async function sendAllMail(
  context: Pick<MailingContext, 'client' | 'chain'>,
  { head, letters, due, tree, relay, url, signal, note, onProgress }: SendAllMailParameters,
): Promise<readonly RefusedMail[]> {
  const refused: RefusedMail[] = []
  let sent = 0
  const notes = createNotes(note)
  try {
    await inParallel(due, atOnce, async (index) => {
      signal.throwIfAborted()
      const letter = letters[index]
      if (!letter) throw new Error(`The mailing has no letter ${index}.`)
      const result = await sendMail(context, { head, index, letter, tree, relay, url, signal })
      if ('reason' in result) refused.push({ index, line: letter.line, reason: result.reason })
      else {
        notes.add(index, result.sent)
        sent += 1
      }
      onProgress(sent, refused)
    })
  } finally {
    await notes.written()
  }
  return refused
}

/** Writes notes at once, and those that come while one is written together. */
function createNotes(write: SendAllMailParameters['note']) {
  let open = new Map<number, SentMail>()
  let writing: Promise<void> | undefined
  const writeAll = async () => {
    while (open.size > 0) {
      const noted = open
      open = new Map()
      await write(noted)
    }
  }
  return {
    add(index: number, mail: SentMail): void {
      open.set(index, mail)
      if (writing) return
      writing = writeAll().finally(() => {
        writing = undefined
      })
      // What goes wrong is thrown by whoever awaits the end.
      writing.catch(() => undefined)
    },
    /** @throws What writing failed with. */
    async written(): Promise<void> {
      await writing
      await writeAll()
    },
  }
}
