import { fromBase64 } from '../x402/base64.ts'
import type { BreatheOption } from './BreatheOption.ts'
import { documentFields, documentOf } from './documentFields.ts'
import { MailingFileError } from './MailingFileError.ts'
import type { MailedLetter, MailingFile, MailingHead } from './mailingFile.ts'
import type { ReadMailingParameters } from './readMailingHead.ts'
import { headOf, notOne } from './readMailingHead.ts'

/**
 * A mailing from the lines of its file, which `mailingText` writes.
 *
 * What it pays is held against the id of the mailing. Whether the letters are those that it pays for, `treeOfMailing` says of their list and
 * `checkBodies` of what was sealed.
 *
 * @returns The mailing with its letters in the order of their indexes.
 * @throws {MailingFileError} It is another file, of another chain or deployment, damaged, not whole, or was changed.
 *
 * @example
 * const file = await readMailing({ lines: text.split('\n'), chainId: 31337, postOffice: contracts.PostOffice })
 */
export async function readMailing({
  lines,
  breathe,
  ...deployment
}: ReadMailingParameters & BreatheOption): Promise<MailingFile> {
  let head: MailingHead | undefined
  const letters: MailedLetter[] = []
  for await (const line of lines) {
    if (line.trim() === '') continue
    await breathe?.()
    if (head) letters.push(letterOf(line, letters.length))
    else head = headOf(line, deployment)
  }
  if (!head) throw notOne()
  const { count } = head.mailing
  if (letters.length !== count)
    throw new MailingFileError(
      'incomplete',
      `is not whole: it has ${letters.length} of ${count} letters.`,
    )
  return { ...head, letters }
}

function letterOf(line: string, index: number): MailedLetter {
  const name = `the letter at index ${index}`
  const document = documentOf(line)
  if (!document)
    throw new MailingFileError('cut_short', `is cut short: ${name} is no JSON.`, { index })
  const { word, party, count, damaged } = documentFields(document, name, index)
  if (document.index !== index)
    throw new MailingFileError('changed', `was changed: ${name} is not in its place.`, { index })
  const letter = {
    ...{ inboxId: word('inboxId'), letterHash: word('letterHash') },
    ...{ recipient: party('recipient'), line: count('line', 2 ** 32) },
  }
  if (typeof document.body !== 'string') return letter
  try {
    return { ...letter, body: fromBase64(document.body) }
  } catch (cause) {
    throw damaged('body', cause)
  }
}
