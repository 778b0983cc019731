import type { MailingTree } from '@pennypost/sdk'
import { mailingTree } from '@pennypost/sdk'
import { createBreather } from './createBreather.ts'
import type { MailedLetter } from './mailingFile.ts'

type Leaf = Pick<MailedLetter, 'inboxId' | 'letterHash'>

/** The tree of a mailing; the page can answer while it is made. */
export function treeOf(letters: readonly Leaf[], signal?: AbortSignal): Promise<MailingTree> {
  return mailingTree(unhurried(letters, signal))
}

async function* unhurried(
  letters: readonly Leaf[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Leaf> {
  const breathe = createBreather(signal)
  for (const letter of letters) {
    await breathe()
    yield letter
  }
}
