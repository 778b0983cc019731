import type { MailingFile } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { namedInbox } from '../inboxes/chosenInbox.ts'

/** Which letters of a mailing are meant; all, unless said. */
export type LettersOption = { recipient?: Hex | undefined; index?: number | undefined }

/**
 * The indexes of the letters that are meant.
 *
 * @throws {CliError} There is none.
 */
export async function lettersTo(
  context: Context,
  { letters, mailingId }: Pick<MailingFile, 'letters' | 'mailingId'>,
  { recipient, index }: LettersOption,
): Promise<readonly number[]> {
  if (index !== undefined && index >= letters.length)
    throw new CliError(
      `Mailing ${mailingId} has letters 0 to ${letters.length - 1}, and no letter ${index}.`,
    )
  const all = letters.map((_, place) => place)
  const chosen = index === undefined ? all : [index]
  if (recipient === undefined) return chosen
  // A wallet that was in the list may be of no inbox, or another one, by now.
  const listed = letters.filter((letter) => letter.recipient === recipient)
  const inboxIds = new Set(listed.map(({ inboxId }) => inboxId))
  if (inboxIds.size === 0) inboxIds.add(await namedInbox(context, recipient))
  const found = chosen.filter((place) => {
    const letter = letters[place]
    return letter !== undefined && inboxIds.has(letter.inboxId)
  })
  if (found.length > 0) return found
  throw new CliError(
    `Mailing ${mailingId} has no letter to ${recipient}${index === undefined ? '' : ` at ${index}`}.`,
  )
}
