import { letterHash } from '../letters/letterHash.ts'
import type { BreatheOption } from './BreatheOption.ts'
import { MailingFileError } from './MailingFileError.ts'
import type { MailedLetter } from './mailingFile.ts'

/**
 * Holds sealed letters against the hashes that are paid for. Those that were sealed elsewhere are passed over.
 *
 * @param letters - In the order of their indexes.
 * @throws {MailingFileError} `changed`: one of them is another letter.
 *
 * @example
 * await checkBodies(file.letters)
 */
export async function checkBodies(
  letters: readonly Pick<MailedLetter, 'letterHash' | 'body'>[],
  { breathe }: BreatheOption = {},
): Promise<void> {
  for (const [index, { body, letterHash: expected }] of letters.entries()) {
    await breathe?.()
    if (body && letterHash(body) !== expected)
      throw new MailingFileError(
        'changed',
        `was changed: the letter at index ${index} is not the one that is paid for.`,
        { index },
      )
  }
}
