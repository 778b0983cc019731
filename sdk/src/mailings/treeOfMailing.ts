import type { MailingTree } from '../../../protocol/mailingTree.ts'
import type { BreatheOption } from './BreatheOption.ts'
import { MailingFileError } from './MailingFileError.ts'
import type { MailedLetter, MailingHead } from './mailingFile.ts'
import { treeOfLetters } from './treeOfLetters.ts'

/**
 * The tree of a mailing, with the proof of each letter, from its file: the root is that which the id of the mailing commits to.
 *
 * @param file - Of which letters only ids and hashes are looked at.
 * @throws {MailingFileError} `changed`: the letters are not those of the mailing.
 *
 * @example
 * const { proof } = await treeOfMailing(file)
 */
export async function treeOfMailing(
  file: Pick<MailingHead, 'mailing' | 'mailingId'> & {
    letters: readonly Pick<MailedLetter, 'inboxId' | 'letterHash'>[]
  },
  options: BreatheOption = {},
): Promise<MailingTree> {
  const tree = await treeOfLetters(file.letters, options)
  if (tree.root === file.mailing.root) return tree
  throw new MailingFileError(
    'changed',
    `was changed: its letters are not those of mailing ${file.mailingId}.`,
  )
}
