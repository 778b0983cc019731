import { InvalidArgumentError } from 'commander'
import type { Hex } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import type { Context } from '../../context.ts'
import { CliError } from '../../errors/CliError.ts'
import { exitCodes } from '../../exitCodes.ts'
import { askRelay } from '../../letters/askRelay.ts'
import { namedRelay, urlOf } from '../../letters/namedRelay.ts'
import type { RelayOptions } from '../../letters/relayOptions.ts'
import { relayOptions } from '../../letters/relayOptions.ts'
import { afterSending } from '../../mailings/afterSending.ts'
import { lettersTo } from '../../mailings/lettersTo.ts'
import type { ProvableMailing } from '../../mailings/provableMailing.ts'
import { provableMailing } from '../../mailings/provableMailing.ts'
import { sendAllMail } from '../../mailings/sendAllMail.ts'
import { openSentFile } from '../../mailings/sentFile.ts'
import { parseCount } from '../../parse/parseCount.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { commandLine } from '../../print/commandLine.ts'
import { fields } from '../../print/tables.ts'
import { timeText } from '../../print/timeText.ts'
import { defineCommand } from '../command.ts'

type Options = RelayOptions & { recipient?: Hex | undefined; atOnce?: number | undefined }

const usualAtOnce = 8
const mostAtOnce = 64

export const mailingSend = defineCommand<Options, [file: string]>({
  path: 'mailing send',
  summary: 'send the letters of a mailing to its relay',
  description:
    'Send the letters of a mailing to its relay, each with the proof that it is paid for. Nothing is paid or signed, so no account is needed. What the relay has taken in is noted down beside the mailing’s file, with the relay’s receipt, without which it counts as not sent: the same command goes on where it stopped.',
  examples: [
    'mailing send readers.mailing',
    'mailing send readers.mailing --at http://127.0.0.1:8788',
  ],
  configure: (command) =>
    relayOptions(command.argument('<file>', 'file of the mailing'))
      .option(
        '--recipient <recipient>',
        'only letters to this inbox id or wallet',
        parseIdOrAddress,
      )
      .option('--at-once <n>', `so many at a time (default: ${usualAtOnce})`, parseAtOnce),
  async run(context, { recipient, atOnce = usualAtOnce, ...options }, file) {
    const { output } = context
    const found = await provableMailing(context, file)
    const { mailingId } = found
    checkInTime(found)
    const to = await relayOf(context, found, options)
    const meant = await lettersTo(context, found, { recipient })
    const own = meant.filter((index) => found.letters[index]?.body !== undefined)
    const notes = openSentFile(file, to.relay)
    const due = own.filter((index) => !isIn(notes.letterHashes, found, index))
    const counts = {
      letters: meant.length,
      sentBefore: own.length - due.length,
      sealedElsewhere: meant.length - own.length,
    }
    const isDry = context.globals.dryRun === true
    // One that is away from the start is not waited for.
    if (!isDry && due.length > 0) await askRelay(to.url, '/')
    const done = isDry ? undefined : await sendAllMail(context, { notes, found, due, to, atOnce })
    const { relay, url } = to
    const document = { mailingId, relay, url, ...counts, file: notes.file }
    const sent = done === undefined ? { due: due.length } : { sent: done }
    output.result({ ...(isDry && { dryRun: true }), ...document, ...sent }, () => {
      const number = (count: number) => (count > 0 ? count.toLocaleString('en') : undefined)
      const { bold, green, yellow } = output.style
      return [
        isDry
          ? `${bold(`Send letters of mailing ${mailingId}`)}\n${yellow('Dry run: nothing was sent.')}`
          : own.length === 0
            ? `Nothing was sent: none of these letters of mailing ${mailingId} was sealed here.`
            : `${green('✓')} ${bold(`Letters of mailing ${mailingId} are with their relay`)}`,
        fields(output.style, [
          ['Relay', `${relay} at ${url}`],
          [isDry ? 'To be sent' : 'Sent now', (done ?? due.length).toLocaleString('en')],
          ['Sent before', number(counts.sentBefore)],
          ['Sealed elsewhere', number(counts.sealedElsewhere)],
          ['Receipts', isDry || own.length === 0 ? undefined : document.file],
        ]),
      ].join('\n')
    })
    if (counts.sealedElsewhere > 0)
      output.note(
        `Letters that were sealed elsewhere are yours to send, each with its proof: ${commandLine(context, ['mailing', 'prove', file], false)}`,
      )
    if (isDry) return
    const { letterHashes: all } = openSentFile(file, to.relay)
    for (const text of afterSending(context, { ...found, file, sent: all, options }))
      output.note(text)
  },
})

function isIn(hashes: ReadonlySet<Hex>, { letters }: ProvableMailing, index: number): boolean {
  const { letterHash } = letters[index] ?? {}
  return letterHash !== undefined && hashes.has(letterHash)
}

function checkInTime({ mailing, mailingId, state, isExpired }: ProvableMailing): void {
  if (state.status !== 'closed' && !isExpired) return
  const what = isExpired ? `expired at ${timeText(mailing.expiresAt)}` : 'is closed'
  throw new CliError(`Mailing ${mailingId} ${what}: no relay carries its letters any more.`, {
    exitCode: exitCodes.refused,
  })
}

/** The relay that is paid; of a mailing for any relay, the one that is named. */
async function relayOf(context: Context, { mailing }: ProvableMailing, options: RelayOptions) {
  const isAny = mailing.relay === zeroAddress
  if (isAny && options.relay === undefined)
    throw new CliError('The mailing is for any relay. Which one is to carry it? Say --relay.')
  const named = await namedRelay(context, isAny ? options : { relay: mailing.relay, ...options })
  if (!isAny && !isAddressEqual(named.relay, mailing.relay))
    throw new CliError(`The mailing pays relay ${mailing.relay}, and --relay is ${named.relay}.`)
  return { relay: named.relay, url: urlOf(named) }
}

function parseAtOnce(text: string): number {
  const count = parseCount(text)
  if (count >= 1 && count <= mostAtOnce) return count
  throw new InvalidArgumentError(`Give a number from 1 to ${mostAtOnce}.`)
}
