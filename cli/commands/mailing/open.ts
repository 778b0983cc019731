import { CliError } from '../../errors/CliError.ts'
import type { OpenFromListOptions } from '../../mailings/openFromList.ts'
import { openFromList } from '../../mailings/openFromList.ts'
import { parseExpiry } from '../../mailings/parseExpiry.ts'
import { resumeMailing } from '../../mailings/resumeMailing.ts'
import { runPlan } from '../../plan.ts'
import { commandLine } from '../../print/commandLine.ts'
import { defineCommand } from '../command.ts'

type Options = Partial<OpenFromListOptions> & { resume?: string | undefined }

export const mailingOpen = defineCommand<Options, [list?: string]>({
  path: 'mailing open',
  summary: 'pay for one letter to each of many recipients, in one transaction',
  description:
    'Pay for letters to many recipients at once. The list is CSV with a header: recipient (an inbox id or a wallet), and letter (a file in the list’s folder, which is sealed for the recipient, or the hash of a letter that you sealed) or text. Every line that no relay would carry is told before anything is signed. All there is to the mailing is written to a file before the transaction goes out: send, prove and close work from it.',
  examples: [
    'mailing open readers.csv --relay 0x71bE63f3384f5fb98995898A86B02Fb2426c5788 --stake "0.002 ETH" --expires 30d --dev 0',
    'mailing open --resume readers.mailing --dev 0',
  ],
  configure: (command) =>
    command
      .argument('[recipients.csv]', 'list of recipients')
      .option('--relay <relay>', 'who carries: an address or a url; any: whoever does so unpaid')
      .option('--stake <amount>', 'for each letter, the recipient’s to collect: "0.002 ETH"')
      .option('--carriage <amount>', 'for each letter, the relay’s (default: what it asks)')
      .option(
        '--expires <time>',
        'until when recipients may collect: 30d, or 2027-01-31',
        parseExpiry,
      )
      .option('--max <amount>', 'the most that all letters together may take')
      .option('--letters <folder>', 'where the files of letters are (default: beside the list)')
      .option('--uri <uri>', 'where the list of letters is to be had, as you say on chain')
      .option('--out <file>', 'file for the mailing, or its folder (default: beside the list)')
      .option('--resume <file>', 'go on with a mailing whose file was written before'),
  async run(context, { resume, ...options }, list) {
    const plan =
      resume === undefined
        ? await openFromList(context, named(list), whole(options))
        : await resumeMailing(context, alone(resume, list, options))
    if (!plan) return
    const done = await runPlan(context, plan)
    const file = resume ?? (plan.facts as { file: string }).file
    const next = commandLine(context, ['mailing', 'send', file], false)
    if (done) context.output.note(`Next, send the letters: ${next}`)
  },
})

function named(list: string | undefined): string {
  if (list !== undefined) return list
  throw new CliError(
    'Which list of recipients? Name a CSV file, or --resume the file of a mailing.',
  )
}

function whole({ uri = '', ...options }: Partial<OpenFromListOptions>): OpenFromListOptions {
  const { relay, stake, expires } = options
  if (relay === undefined)
    throw new CliError('Which relay? Say --relay; pennypost relay list shows which there are.')
  if (stake === undefined) throw new CliError('Which stake? Such as --stake "0.002 ETH".')
  if (expires === undefined) throw new CliError('Until when? Such as --expires 30d.')
  return { ...options, relay, stake, expires, uri }
}

/** What a file holds is fixed: options beside it would be passed over. */
function alone(resume: string, list: string | undefined, options: object): string {
  const [other] = [...Object.keys(options).map((name) => `--${name}`), ...(list ? [list] : [])]
  if (other === undefined) return resume
  throw new CliError(`${other} is fixed by ${resume}: leave it out.`)
}
