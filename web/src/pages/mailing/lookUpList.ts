import { encryptionKeysOf } from '@pennypost/sdk/mailings'
import { csvRecipients } from '../../input/csvRecipients.ts'
import { createBreather } from './createBreather.ts'
import type { FoundList } from './FoundList.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import { lookUpInboxes } from './lookUpInboxes.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'

export type LookUpListParameters = {
  /** The list. */
  text: string
  /** Of lines that have no letter of their own. */
  common: string
  signal: AbortSignal
  /** Begins a part of the work that has so many steps. */
  task(label: string, total: number): OnProgress
}

let lookUps = 0

/**
 * Reads a list and looks its recipients up: who they are, and what to seal for.
 *
 * @returns What was found, or a sentence that says what is wrong with the list as a whole.
 * @throws The signal's reason; what node or API fail with.
 */
export async function lookUpList(
  context: MailingContext,
  { text, common, signal, task }: LookUpListParameters,
): Promise<{ list: FoundList } | { fault: string }> {
  const listed = await csvRecipients(text, common, createBreather(signal))
  if (listed.letters === undefined) return { fault: listed.fault }
  const { letters, problems, unused } = listed
  const found = await lookUpInboxes(
    context,
    letters,
    task('Looking up the inboxes', letters.length),
  )
  const inboxIds = [...new Set(found.letters.map(({ inboxId }) => inboxId))]
  const { client, api, chain } = context
  const keys = await encryptionKeysOf(client, {
    ...{ api, inboxIds, contracts: chain.contracts, signal },
    onProgress: task('Fetching their keys', inboxIds.length),
  })
  const hasKey = ({ inboxId }: AddressedLetter) => (keys.get(inboxId)?.length ?? 0) > 0
  const keyless = found.letters
    .filter((letter) => !hasKey(letter))
    .map(({ line, recipient }) => ({
      ...{ line, recipient },
      reason: 'This inbox has no key to seal a letter for.',
    }))
  lookUps += 1
  const sealable = found.letters.filter(hasKey)
  const list: FoundList = {
    letters: sealable,
    problems: [...problems, ...found.problems, ...keyless],
    common: sealable.filter((letter) => letter.text === common).length,
    ...{ keys, unused, id: lookUps },
  }
  return { list }
}
