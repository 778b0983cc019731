import type { MailedLetter, MailingFile } from '@pennypost/sdk/mailings'
import type { KeptMailing } from './mailingStore.ts'
import { keyOfMailing, letterPart, letterStore, mailingStore } from './mailingStore.ts'
import { sealedElsewhere } from './sealedElsewhere.ts'

/**
 * Keeps a mailing, its letters first: a head without letters would be of no use. One that is kept already stays as it is, but for sealed
 * letters that it did not have.
 *
 * @param file - Held against the id of the mailing: letters of the same index are the same letter.
 */
export async function keepMailing(
  { letters, ...head }: MailingFile,
  about: Pick<KeptMailing, 'name' | 'token' | 'relayUrl' | 'isSaved'>,
  stores = { mailings: mailingStore, letters: letterStore },
): Promise<void> {
  let elsewhere = 0
  for (let part = 0; part * letterPart < letters.length; part += 1) {
    const from = part * letterPart
    const brought = letters.slice(from, from + letterPart)
    const kept = await stores.letters.update(`${head.mailingId} ${part}`, (before) =>
      brought.map((letter, index) => wholer(before?.[index], letter)),
    )
    elsewhere += sealedElsewhere(kept ?? brought)
  }
  const keptAt = Math.floor(Date.now() / 1_000)
  await stores.mailings.update(keyOfMailing(head), (before) => {
    return { ...(before ?? { ...head, ...about, keptAt, sent: 0 }), elsewhere }
  })
}

/** The one that has its body, and of equals the one that was there. */
function wholer(before: MailedLetter | undefined, letter: MailedLetter): MailedLetter {
  return before && (before.body || !letter.body) ? before : letter
}
