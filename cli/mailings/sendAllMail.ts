import type { RefusedMail } from '@pennypost/sdk/mailings'
import { sendAllMail as sendMails } from '@pennypost/sdk/mailings'
import type { Address } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'
import { createBar } from './createBar.ts'
import type { ProvableMailing } from './provableMailing.ts'
import type { SentFile } from './sentFile.ts'

export type SendAllMailParameters = {
  /** Where what was sent is noted down. */
  notes: SentFile
  found: ProvableMailing
  /** Indexes of the letters to send. */
  due: readonly number[]
  to: { relay: Address; url: string }
  atOnce: number
}

/** Letters that are told one by one. */
const mostTold = 30
/** Longest word of a relay, which may say anything, that is repeated. */
const longestReason = 60

/**
 * Sends letters of a mailing, so many at a time, and notes each down that the relay has taken in: its receipt for the letter shows that.
 *
 * @returns How many were sent.
 * @throws {CliError} The relay refuses some, gives no receipt that holds for some, or does not answer any more. What it has taken in is
 *   noted down.
 */
export async function sendAllMail(
  context: Context,
  { notes, found, due, to, atOnce }: SendAllMailParameters,
): Promise<number> {
  const { client, contracts } = await context.chain()
  const bar = createBar(context.output, 'Sending letters', due.length)
  const { letters, tree } = found
  let sent = 0
  const sending = sendMails(client, {
    ...{ head: found, letters, due, tree, ...to, contracts, atOnce },
    onSent(mail) {
      notes.note(mail)
      sent += 1
    },
    onProgress: (_, refused) => bar.update(sent + refused.length),
  })
  const refused = await sending
    .catch((cause: unknown) => {
      throw stopped(cause, progressText(sent, due.length))
    })
    .finally(() => bar.stop())
  const progress = progressText(sent, due.length)
  if (refused.some(({ reason }) => reason === noReceipt)) throw doubt(found, refused, progress)
  if (refused.length > 0) throw refusal(found, refused, progress)
  return sent
}

/** A letter that is said to be taken in, which nobody can be held to: it counts as not sent. */
const noReceipt = 'no_receipt'

function progressText(sent: number, due: number): string {
  return `${sent.toLocaleString('en')} of ${due.toLocaleString('en')} letters were sent: the same command sends the rest.`
}

function stopped(cause: unknown, progress: string): CliError {
  const { message, exitCode } = explain(cause)
  return new CliError(`${message.replace(/\.?$/, '.')} ${progress}`, { exitCode, cause })
}

function refusal(
  found: ProvableMailing,
  refused: readonly RefusedMail[],
  progress: string,
): CliError {
  const head = `The relay refuses ${lettersText(refused.length)}. ${progress}`
  return new CliError([head, ...told(found, refused)].join('\n'), { exitCode: exitCodes.refused })
}

/** Whoever answers may be no relay at all, such as the page of a network that wants a login. */
function doubt(found: ProvableMailing, left: readonly RefusedMail[], progress: string): CliError {
  const head = `Of ${lettersText(left.length)} nobody can show that the relay has taken them in: a receipt by its signer on chain is missing. ${progress}`
  return new CliError([head, ...told(found, left)].join('\n'), { exitCode: exitCodes.untrusted })
}

function lettersText(count: number): string {
  return count === 1 ? 'a letter' : `${count.toLocaleString('en')} letters`
}

function told({ letters }: ProvableMailing, left: readonly RefusedMail[]): readonly string[] {
  const sorted = [...left].sort((a, b) => a.index - b.index)
  const lines = sorted
    .slice(0, mostTold)
    .map(
      ({ index, reason }) =>
        `  letter ${index} to ${letters[index]?.recipient}: ${reasonText(reason)}`,
    )
  const rest = sorted.length - lines.length
  return rest > 0 ? [...lines, `  … and ${rest.toLocaleString('en')} more`] : lines
}

function reasonText(reason: string): string {
  if (reason === noReceipt) return 'no receipt that holds'
  if (reason === 'changed') return 'it was changed, and is not the one that was paid for'
  return printable(reason).slice(0, longestReason)
}
