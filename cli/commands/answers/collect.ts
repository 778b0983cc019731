import type { Hex } from 'viem'
import type { AnswerOptions } from '../../answers/answerStamps.ts'
import { answerStamps } from '../../answers/answerStamps.ts'
import { mailOption, stampOptions } from '../../answers/chosenStamps.ts'
import { signedOptions } from '../../signed/signedOptions.ts'
import { defineCommand } from '../command.ts'

export const collectCommand = defineCommand<AnswerOptions, [stampIds?: readonly Hex[]]>({
  path: 'collect',
  summary: 'take the stakes of stamps to your inbox',
  description:
    'Take the stakes of stamps to your inbox: they are credited to its payout in the PostOffice, from where withdraw pays them out. It is final. With --sign it is only signed, for somebody else to pay the gas with --signature.',
  examples: [
    'collect --all --dev 2 --dry-run',
    'collect --all --dev 2 --yes',
    'collect --mail mail.json --dev 3 --yes',
  ],
  configure: (command) =>
    signedOptions(
      mailOption(
        stampOptions(command, { all: 'every stamp that waits for an answer of your inbox' }),
        'letters of mailings: a file of mailing prove, or the id of a mailing whose list is published; may come again',
        '--mail <mail>',
      ).option(
        '--at-a-loss',
        'with --yes, letters of mailings whose gas costs more than they bring, too',
      ),
    ),
  run: (context, options, stampIds = []) => answerStamps(context, 'collect', options, stampIds),
})
