import { basename } from 'node:path'
import { isMailCollected } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../../context.ts'
import { writeNewFile } from '../../files/writeNewFile.ts'
import { createBar } from '../../mailings/createBar.ts'
import { lettersTo } from '../../mailings/lettersTo.ts'
import { mailDocument } from '../../mailings/mailDocument.ts'
import type { ProvableMailing } from '../../mailings/provableMailing.ts'
import { provableMailing } from '../../mailings/provableMailing.ts'
import { parseCount } from '../../parse/parseCount.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { commandLine } from '../../print/commandLine.ts'
import { timeText } from '../../print/timeText.ts'
import { toJson } from '../../print/toJson.ts'
import { defineCommand } from '../command.ts'

type Options = {
  recipient?: Hex | undefined
  index?: number | undefined
  out?: string | undefined
}

export const mailingProve = defineCommand<Options, [file: string]>({
  path: 'mailing prove',
  summary: 'print the proofs that letters are part of a mailing',
  description:
    'Print the proof of each letter, or of those to one recipient, as a JSON document a line: what pennypost collect --mail takes, and the SDK’s collectMail (mailing, claims), fetchWithPostage (paid) and verify (paid.mailing). Each is checked against the root on chain before it is printed.',
  examples: [
    'mailing prove readers.mailing --recipient 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --out mail.json',
    'mailing prove readers.mailing > proofs.ndjson',
  ],
  configure: (command) =>
    command
      .argument('<file>', 'file of the mailing')
      .option(
        '--recipient <recipient>',
        'only letters to this inbox id or wallet',
        parseIdOrAddress,
      )
      .option('--index <n>', 'only the letter at this place, from 0', parseCount)
      .option('--out <file>', 'file to write instead; one that exists is left as it is'),
  async run(context, { out, ...which }, file) {
    const { output } = context
    const found = await provableMailing(context, file)
    const indexes = await lettersTo(context, found, which)
    await tellIfLate(context, found, indexes)
    const { mailingId } = found
    if (out === undefined) {
      // In either form: it goes to a file, or to another program.
      for (const index of indexes) {
        const document = mailDocument(found, index)
        output.line(document, () => toJson(document))
      }
      return
    }
    const bar = createBar(output, 'Proving letters', indexes.length)
    writeNewFile(out, linesOf(found, indexes, bar.update))
    bar.stop()
    output.result({ mailingId, file: out, letters: indexes.length }, () => {
      const count = indexes.length
      const what =
        count === 1 ? 'The proof of a letter' : `Proofs of ${count.toLocaleString('en')} letters`
      return `${output.style.green('✓')} ${what} of mailing ${mailingId}: ${out}`
    })
    // Where they are, recipients have a node and an account of their own.
    const collect = commandLine({ globals: {} }, ['collect', '--mail', basename(out)])
    const inboxIds = new Set(indexes.map((index) => found.letters[index]?.inboxId))
    const what = inboxIds.size === 1 ? 'the file to its recipient' : 'each recipient its lines'
    output.note(`Next, give ${what}, who collects with: ${collect}`)
  },
})

function* linesOf(
  found: ProvableMailing,
  indexes: readonly number[],
  onDone: (done: number) => void,
): Generator<string> {
  for (const [place, index] of indexes.entries()) {
    onDone(place + 1)
    yield `${toJson(mailDocument(found, index))}\n`
  }
}

/** A proof that is of no use any more is printed all the same: it still shows what was sent. */
async function tellIfLate(
  context: Context,
  { mailing, mailingId, state, isExpired }: ProvableMailing,
  [index, ...more]: readonly number[],
): Promise<void> {
  const { output } = context
  if (state.status === 'closed')
    output.note(`The mailing was closed at ${timeText(state.closedAt)}: nothing can be collected.`)
  else if (isExpired)
    output.note(`The mailing expired at ${timeText(mailing.expiresAt)}: nothing can be collected.`)
  else if (index !== undefined && more.length === 0) {
    const { client, contracts } = await context.chain()
    if (await isMailCollected(client, { mailingId, index, contracts }))
      output.note(`The stake of letter ${index} was collected already.`)
  }
}
