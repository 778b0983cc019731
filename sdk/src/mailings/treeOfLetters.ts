import type { MailingTree } from '../../../protocol/mailingTree.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { BreatheOption } from './BreatheOption.ts'
import type { MailedLetter } from './mailingFile.ts'

type Leaf = Pick<MailedLetter, 'inboxId' | 'letterHash'>

/**
 * The tree of letters, as `mailingTree` makes it, while others can do something else.
 *
 * @param letters - In the order of their indexes.
 * @throws {RangeError} There are none, or one has an id or a hash that is not of 32 bytes.
 *
 * @example
 * const { root, count } = await treeOfLetters(letters, { breathe: () => scheduler.yield() })
 */
export function treeOfLetters(
  letters: readonly Leaf[],
  { breathe }: BreatheOption = {},
): Promise<MailingTree> {
  return mailingTree(breathe ? unhurried(letters, breathe) : letters)
}

async function* unhurried(
  letters: readonly Leaf[],
  breathe: () => Promise<void>,
): AsyncGenerator<Leaf> {
  for (const letter of letters) {
    await breathe()
    yield letter
  }
}
