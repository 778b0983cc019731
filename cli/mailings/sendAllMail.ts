import type { Address } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'
import { createBar } from './createBar.ts'
import { inParallel } from './inParallel.ts'
import type { ProvableMailing } from './provableMailing.ts'
import type { RefusedMail } from './sendMail.ts'
import { sendMail } from './sendMail.ts'
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

/** Refusals that are told one by one. */
const mostTold = 30
/** Longest word of a relay, which may say anything, that is repeated. */
const longestReason = 60

/**
 * Sends letters of a mailing, so many at a time, and notes each down that the relay has taken in.
 *
 * @returns How many were sent, and how many of them came back without a receipt that holds.
 * @throws {CliError} The relay refuses some, or does not answer any more. What it has taken in is noted down.
 */
export async function sendAllMail(
  context: Context,
  { notes, found, due, to, atOnce }: SendAllMailParameters,
): Promise<{ sent: number; withoutReceipt: number }> {
  const chain = await context.chain()
  const bar = createBar(context.output, 'Sending letters', due.length)
  const refused: RefusedMail[] = []
  const counts = { sent: 0, withoutReceipt: 0 }
  try {
    await inParallel(due, atOnce, async (index) => {
      const result = await sendMail(chain, found, index, to)
      if ('reason' in result) refused.push(result)
      else {
        notes.note(result)
        counts.sent += 1
        if (!result.receipt) counts.withoutReceipt += 1
      }
      bar.update(counts.sent + refused.length)
    })
  } catch (cause) {
    bar.stop()
    const { message, exitCode } = explain(cause)
    throw new CliError(`${message.replace(/\.?$/, '.')} ${progressText(counts.sent, due.length)}`, {
      exitCode,
      cause,
    })
  }
  bar.stop()
  if (refused.length > 0) throw refusal(found, refused, progressText(counts.sent, due.length))
  return counts
}

function progressText(sent: number, due: number): string {
  return `${sent.toLocaleString('en')} of ${due.toLocaleString('en')} letters were sent: the same command sends the rest.`
}

function refusal(
  { letters }: ProvableMailing,
  refused: readonly RefusedMail[],
  progress: string,
): CliError {
  const sorted = [...refused].sort((a, b) => a.index - b.index)
  const told = sorted
    .slice(0, mostTold)
    .map(
      ({ index, reason }) =>
        `  letter ${index} to ${letters[index]?.recipient}: ${printable(reason).slice(0, longestReason)}`,
    )
  const rest = sorted.length - told.length
  const more = rest > 0 ? [`  … and ${rest.toLocaleString('en')} more`] : []
  const head = `The relay refuses ${sorted.length === 1 ? 'a letter' : `${sorted.length.toLocaleString('en')} letters`}. ${progress}`
  return new CliError([head, ...told, ...more].join('\n'), { exitCode: exitCodes.refused })
}
