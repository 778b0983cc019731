import type { Hex } from 'viem'
import type { StampOptions } from '../../answers/chosenStamps.ts'
import { checkChosen, chosenStamps, stampOptions } from '../../answers/chosenStamps.ts'
import { circumstancesOf } from '../../answers/circumstancesOf.ts'
import { judgeStamps } from '../../answers/judgeStamps.ts'
import { overdueStampsOf } from '../../answers/listStamps.ts'
import { runWorks } from '../../answers/runWorks.ts'
import { stampWork } from '../../answers/stampWork.ts'
import { createTokenNames } from '../../answers/tokenNames.ts'
import { defineCommand } from '../command.ts'

export const expireCommand = defineCommand<StampOptions, [stampIds?: readonly Hex[]]>({
  path: 'expire',
  summary: 'get back what nobody answered in time',
  description:
    'Give the stakes of stamps that nobody answered in time back to who paid for them, and the carriage too if no relay admitted them. Anyone may, of any stamp; --all is about those that the account paid for.',
  examples: ['expire --all --dev 8 --dry-run', 'expire --all --dev 8 --yes'],
  configure: (command) =>
    stampOptions(command, { all: 'every stamp that the account paid for and nobody answered' }),
  async run(context, options, stampIds = []) {
    checkChosen(stampIds, options)
    const account = await context.address()
    const circumstances = await circumstancesOf(context, account)
    const listAll = () => overdueStampsOf(context, account)
    const chosen = await chosenStamps(context, stampIds, options, listAll)
    const judged = await judgeStamps(context, 'expire', chosen.stamps, circumstances)
    const names = createTokenNames(context)
    const { now } = circumstances
    await runWorks(context, {
      verb: 'Expire',
      works: [await stampWork(context, 'expire', judged.ready, { names, now })],
      passedOver: [...chosen.missing, ...judged.passedOver],
      isAll: options.all ?? false,
      nothing: options.all
        ? `Nothing that ${account} has paid for waits to be expired.`
        : 'There is nothing left to do: all of it was done before.',
      names,
    })
  },
})
