import type { MailedLetter } from '@pennypost/sdk/mailings'
import { byInbox } from '@pennypost/sdk/mailings'
import type { Context } from '../context.ts'
import { printable } from '../print/printable.ts'
import { addressLetters } from './addressLetters.ts'
import { createBadLines } from './badLines.ts'
import { checkTerms } from './checkTerms.ts'
import type { Bar } from './createBar.ts'
import { createBar } from './createBar.ts'
import { encryptionKeysOf } from './encryptionKeysOf.ts'
import type { Offer } from './offerOf.ts'
import { readRecipients } from './readRecipients.ts'
import { sealLetters } from './sealLetters.ts'

export type PrepareLettersOptions = {
  /** Where the files of letters are; beside the list unless given. */
  folder: string | undefined
  /** Is told how many letters there are, before any is sealed. What it throws ends it all. */
  checkCount: (count: number) => void
}

export type PreparedLetters = {
  /** In the order of their inboxes' ids. */
  letters: readonly MailedLetter[]
  /** Files that they were made of, as they lie in the folder. */
  files: readonly string[]
  /** How many go to inboxes that ask nothing of the sender. */
  free: number
  /** The longest time to answer that one of the inboxes asks for, in seconds. */
  longest: number
}

/**
 * Makes letters of a list of recipients: looks every inbox up, holds the offer against what it asks, and seals what is to be sealed.
 *
 * @throws {CliError} Lines of the list cannot be mailed: all of them are told, each with its reason.
 */
export async function prepareLetters(
  context: Context,
  file: string,
  offer: Offer,
  { folder, checkCount }: PrepareLettersOptions,
): Promise<PreparedLetters> {
  const { output } = context
  const chain = await context.chain()
  const bad = createBadLines(file)
  const { letters: listed, files, unused } = readRecipients(file, bad, folder)
  if (unused.length > 0)
    output.note(`Not used are the columns: ${unused.map((name) => printable(name)).join(', ')}.`)
  const drawn = <value>(label: string, total: number, work: (bar: Bar) => Promise<value>) => {
    const bar = createBar(output, label, total)
    return work(bar).finally(() => bar.stop())
  }
  const letters = await drawn('Looking up recipients', listed.length, (bar) =>
    addressLetters(chain, listed, bad, bar.update),
  )
  const { free, longest } = await drawn('Asking for their terms', letters.length, (bar) =>
    checkTerms(context, letters, offer, bad, bar.update),
  )
  const unsealed = letters.filter(({ letter }) => !('letterHash' in letter))
  const inboxIds = [...new Set(unsealed.map(({ inboxId }) => inboxId))]
  const keys = await drawn('Fetching keys', inboxIds.length, (bar) =>
    encryptionKeysOf(context, inboxIds, bar.update),
  )
  for (const { line, inboxId } of unsealed)
    if (keys.get(inboxId)?.length === 0)
      bad.add(line, `inbox ${inboxId} has no key to seal a letter for`)
  bad.check()
  checkCount(letters.length)
  const sealed = await drawn('Sealing letters', unsealed.length, (bar) =>
    sealLetters({ chainId: chain.id, letters, keys, onProgress: bar.update }),
  )
  return { letters: sealed.sort(byInbox), files, free, longest }
}
