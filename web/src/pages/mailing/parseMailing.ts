import type { MailingFile } from '@pennypost/sdk/mailings'
import { checkBodies, MailingFileError, readMailing, treeOfMailing } from '@pennypost/sdk/mailings'
import type { ScopedChain } from '../../config/scopedChain.ts'
import { createBreather } from './createBreather.ts'

/**
 * A mailing from the text of its file, of this page or of the command line. All of it is held against the id of the mailing.
 *
 * @throws {Error} It is another file, of another chain or deployment, or was changed: a sentence for a person.
 */
export async function parseMailing(text: string, chain: ScopedChain): Promise<MailingFile> {
  const breathe = createBreather()
  const { id: chainId, contracts } = chain
  try {
    const lines = text.split('\n')
    const file = await readMailing({ lines, chainId, postOffice: contracts.PostOffice, breathe })
    await checkBodies(file.letters, { breathe })
    await treeOfMailing(file, { breathe })
    checkRecipients(file)
    return file
  } catch (cause) {
    if (!(cause instanceof MailingFileError)) throw cause
    throw new Error(sentenceOf(cause, chain), { cause })
  }
}

/** A recipient is told to whoever sends, and paid for by nobody. Which inbox a wallet has, only the chain knows. */
function checkRecipients({ letters }: MailingFile): void {
  for (const [index, { recipient, inboxId }] of letters.entries())
    if (recipient.length === inboxId.length && recipient !== inboxId)
      throw new MailingFileError('changed', `names ${recipient}, and goes to ${inboxId}.`, {
        index,
      })
}

function sentenceOf(
  { reason, index, shortMessage }: MailingFileError,
  { name }: ScopedChain,
): string {
  if (reason === 'not_a_mailing')
    return 'This is no file of a mailing: this page writes one, and so does pennypost mailing open.'
  if (reason === 'other_version')
    return 'This file is of a form that this version of the page does not know.'
  if (reason === 'other_deployment')
    return `This mailing is of another chain or deployment than the page, which is on ${name}.`
  // People count from one.
  const letter = index !== undefined && `Letter ${index + 1} of the file`
  if (letter && reason === 'cut_short') return `${letter} is cut short.`
  if (letter && reason === 'changed') return `${letter} was changed: it is not as it was written.`
  return shortMessage
}
