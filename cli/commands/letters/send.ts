import type { Address, Hex } from 'viem'
import { parseMoney } from '../../amounts.ts'
import type { Context } from '../../context.ts'
import { CliError } from '../../errors/CliError.ts'
import { checkQuoted } from '../../letters/checkQuoted.ts'
import { createDraftKeeper } from '../../letters/draftKeeper.ts'
import type { Outgoing } from '../../letters/outgoing.ts'
import type { OutgoingOptions } from '../../letters/outgoingLetter.ts'
import { outgoingLetter } from '../../letters/outgoingLetter.ts'
import { partsOf, readQuote } from '../../letters/readQuote.ts'
import { relayOptions } from '../../letters/relayOptions.ts'
import { createSavedLetter } from '../../letters/savedLetter.ts'
import type { SentLetter } from '../../letters/sendStep.ts'
import { sendStep } from '../../letters/sendStep.ts'
import type { Spending } from '../../letters/spending.ts'
import { nothingToSpend, spendingOf } from '../../letters/spending.ts'
import type { Writer, WriterOptions } from '../../letters/writer.ts'
import { letterWriter } from '../../letters/writer.ts'
import { parseId, parseIdOrAddress } from '../../parse/parseId.ts'
import type { Done } from '../../plan/step.ts'
import { runPlan } from '../../plan.ts'
import { commandLine } from '../../print/commandLine.ts'
import { moneyText } from '../../print/moneyText.ts'
import type { Cell } from '../../print/tables.ts'
import { durationText, timeText } from '../../print/timeText.ts'
import { defineCommand } from '../command.ts'

type Options = OutgoingOptions &
  WriterOptions & {
    max?: string | undefined
    draft?: string | undefined
    save?: string | undefined
  }

type Row = readonly [name: string, value: Cell]

export const send = defineCommand<Options, [recipient?: Hex, file?: string]>({
  path: 'send',
  summary: 'send somebody a letter',
  description:
    'Seal a letter for all devices of somebody, hand it to a relay, and pay the postage that the relay asks for, up to --max, in the token that --max names; without it the price is shown and a yes asked for, and where there are several tokens to pay in they are named, to choose from. The account signs that the letter is its own, or with --key its inbox does: then it is free where the recipient allows that. What was paid for is kept in a file until the relay has confirmed it.',
  examples: [
    'send 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 letter.txt --relay http://127.0.0.1:8788 --max "0.002 ETH" --dev 0',
    'send 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --text "Good morning" --relay http://127.0.0.1:8788 --key signing.json --dev 0',
    'send --paid letter-1f2e3d4c5b6a.json --dev 0',
  ],
  configure: (command) =>
    relayOptions(
      command
        .argument('[recipient]', 'inbox id or wallet of the recipient', parseIdOrAddress)
        .argument('[file]', 'what is in the letter; - is stdin')
        .option('--text <text>', 'what is in the letter, instead of a file'),
    )
      .option(
        '--max <amount>',
        'most to pay, carriage and stake together, and in which token: "0.002 ETH"',
      )
      .option('--key <file>', 'signing key of your inbox that signs for the letter')
      .option('--inbox <id>', 'inbox of the key (default: that of the account)', parseId)
      .option('--unsigned', 'sign nothing: the recipient is not shown who wrote it')
      .option('--save <file>', 'write the sealed letter there as well')
      .option('--draft <file>', 'where it is kept until the relay has it (default: by its hash)')
      .option('--sealed', 'the file is a letter that is sealed already')
      .option('--paid <stamp>', 'file of a letter that was kept, or the stamp of a sealed one'),
  async run(context, options, recipient, file) {
    const cap = options.max === undefined ? undefined : await parseMax(context, options.max)
    const letter = await outgoingLetter(context, options, recipient, file)
    const { inboxId, relay, isUnsigned } = letter
    const writer = await letterWriter(context, { ...options, unsigned: isUnsigned })
    const sender = isUnsigned ? undefined : writer.sender
    const spending = letter.paid
      ? nothingToSpend
      : spendingOf(context, await readQuote(context, { inboxId, sender, relay }), cap)
    const { caps, way, asks } = spending
    await checkQuoted(context, relay, way)
    const existing = letter.paid?.stamp !== undefined
    const given = existing ? options.paid : options.draft
    const draft = await createDraftKeeper(context, letter, { given, existing })
    const saved = createSavedLetter(options.save, letter.sealed)
    const again = (kept: string) =>
      commandLine(context, ['send', '--paid', kept, ...stillCounting(options, existing)])
    const details = detailsOf(letter, writer, spending)
    await runPlan(context, {
      title: `Send a letter to inbox ${inboxId}${asks && way ? ` for ${moneyText(way.total)}` : ''}`,
      details,
      outcome: (done) => [
        ...details.filter(([name]) => name !== 'Postage'),
        ...outcomeOf(done, spending),
      ],
      asks,
      steps: [sendStep(context, { letter, writer, caps, way, draft, saved, again })],
      facts: (done) => factsOf(letter, writer, done),
    })
  },
})

async function parseMax(context: Context, text: string) {
  const cap = await parseMoney(await context.chain(), text)
  if (cap.amount === 0n) throw new CliError('A cap of 0 pays for nothing: leave --max out.')
  return cap
}

/** The options that count again when the letter is sent from its file. Where the relay is reached stands in one that is written now. */
function stillCounting({ at, key, inbox, unsigned }: Options, existing: boolean): string[] {
  const named = { '--at': existing ? at : undefined, '--key': key, '--inbox': inbox }
  const words = Object.entries(named).flatMap(([name, value]) => (value ? [name, value] : []))
  return unsigned ? [...words, '--unsigned'] : words
}

function detailsOf(letter: Outgoing, writer: Writer, { way }: Spending): readonly Row[] {
  const { relay, url, letterHash, sealed, paid } = letter
  return [
    ['From', writer.text],
    ['Relay', `${relay}${url === undefined ? '' : ` at ${url}`}`],
    ['Letter', `${letterHash}, ${sealed.length.toLocaleString('en')} bytes`],
    ['Postage', paid ? `paid before, by stamp ${paid.stampId}` : postageText(way)],
  ]
}

function postageText(way: Spending['way']): string {
  if (!way) return 'none'
  const { carriage, stake } = partsOf(way)
  const shares = `${carriage ? `${moneyText(carriage)} carriage, ` : ''}${moneyText(stake)} stake`
  return `${moneyText(way.total)}: ${shares}; ${durationText(way.window)} to answer`
}

function outcomeOf(done: readonly Done[], { token }: Spending): readonly Row[] {
  const { paid, receipt } = sentOf(done)
  const { receivedAt, postageId } = receipt.admission
  const amount = paid && paid.stamp.carriage + paid.stamp.stake
  return [
    ['Paid', amount !== undefined && token ? moneyText({ ...token, amount }) : 'nothing'],
    ['Stamp', paid ? postageId : undefined],
    ['Stamp ends', paid && timeText(paid.stamp.expiresAt)],
    ['Receipt', `signed by the relay, letter taken in at ${timeText(receivedAt)}`],
  ]
}

function factsOf({ inboxId, relay, letterHash }: Outgoing, writer: Writer, done: readonly Done[]) {
  const { paid, receipt } = sentOf(done)
  const stamp = paid && { stampId: paid.stampId, ...paid.stamp }
  return {
    inboxId,
    relay: relay as Address,
    sender: writer.sender,
    letterHash,
    paid: stamp ?? null,
    receipt,
  }
}

function sentOf([done]: readonly Done[]): SentLetter {
  return done?.returned as SentLetter
}
