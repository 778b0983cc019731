import type { MailingFile } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import type { RelayOptions } from '../letters/relayOptions.ts'
import { commandLine } from '../print/commandLine.ts'
import { closingText } from './closingText.ts'

export type AfterSendingParameters = Pick<MailingFile, 'letters' | 'mailing'> & {
  file: string
  /** Of the letters that are with the relay that was meant. */
  sent: ReadonlySet<Hex>
  /** Where the relay is, as it was said. */
  options: RelayOptions
}

/**
 * What the sender of a mailing does next: sends the rest, if only some of its letters were meant. Once all are with the relay, recipients need
 * proofs, and what they leave comes back.
 */
export function afterSending(
  context: Pick<Context, 'globals'>,
  { file, letters, mailing, sent, options: { relay, at } }: AfterSendingParameters,
): readonly string[] {
  const line = (...words: readonly string[]) => commandLine(context, ['mailing', ...words], false)
  const left = letters.filter(({ body, letterHash }) => body && !sent.has(letterHash)).length
  if (left > 0) {
    const place = [...(relay ? ['--relay', relay] : []), ...(at ? ['--at', at] : [])]
    const letters = left === 1 ? 'other letter' : `other ${left.toLocaleString('en')} letters`
    return [`Next, send the ${letters}: ${line('send', file, ...place)}`]
  }
  return [
    `Next, let recipients collect. Publish the list, for all to see: ${line('publish', file)}`,
    `Or give each its own line of: ${line('prove', file, '--out', 'proofs.ndjson')}`,
    closingText(context, file, mailing.expiresAt),
  ]
}
