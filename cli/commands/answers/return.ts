import type { Hex } from 'viem'
import type { AnswerOptions } from '../../answers/answerStamps.ts'
import { answerStamps } from '../../answers/answerStamps.ts'
import { stampOptions } from '../../answers/chosenStamps.ts'
import { signedOptions } from '../../signed/signedOptions.ts'
import { defineCommand } from '../command.ts'

export const returnCommand = defineCommand<AnswerOptions, [stampIds?: readonly Hex[]]>({
  path: 'return',
  summary: 'give the stakes of stamps to your inbox back',
  description:
    'Give the stakes of stamps to your inbox back to their senders, as to a friend or for a welcome letter. It is final. Carriage is the relay’s. With --sign it is only signed, for somebody else to pay the gas with --signature.',
  examples: ['return --all --dev 6 --dry-run', 'return --all --dev 6 --yes'],
  configure: (command) =>
    signedOptions(
      stampOptions(command, { all: 'every stamp that waits for an answer of your inbox' }),
    ),
  run: (context, options, stampIds = []) => answerStamps(context, 'return', options, stampIds),
})
