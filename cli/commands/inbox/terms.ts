import { setTerms } from '@pennypost/sdk'
import { parseMoney } from '../../amounts.ts'
import { CliError } from '../../errors/CliError.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { showTerms } from '../../inboxes/showTerms.ts'
import { parseDuration } from '../../parse/parseDuration.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText, tokenText } from '../../print/moneyText.ts'
import { durationText } from '../../print/timeText.ts'
import { defineCommand } from '../command.ts'

type Options = InboxOption & {
  window?: number | undefined
  relayMayCollect?: boolean | undefined
}

/** Stakes have 96 bits in the contract. */
const maxStake = 2n ** 96n - 1n

export const inboxTerms = defineCommand<Options, [stake?: readonly string[]]>({
  path: 'inbox terms',
  summary: 'show or set what strangers have to stake',
  description:
    'Show what an inbox asks of strangers; with a stake, set it for one token. The first stake turns a free door to postage. A stake of 0 stops accepting the token. Stamps posted before keep their terms.',
  examples: [
    'inbox terms --dev 0',
    'inbox terms 0.001 ETH --window 3d --dev 0',
    'inbox terms 0 ETH --dev 0',
  ],
  configure: (command) =>
    inboxOption(command)
      .argument('[stake...]', 'least stake, such as 0.001 ETH or 1.5 and a token’s address')
      .option('--window <time>', 'least time to answer, 1h to 30d', parseDuration)
      .option('--relay-may-collect', 'let the relay of a stamp collect it for you'),
  async run(context, options, stake = []) {
    const { window, relayMayCollect = false } = options
    const inboxId = await chosenInbox(context, options)
    if (stake.length === 0) {
      if (window !== undefined || relayMayCollect)
        throw new CliError('How much is the stake? Such as: inbox terms 0.001 ETH --window 3d.')
      await showTerms(context, inboxId)
      return
    }
    const money = await parseMoney(await context.chain(), stake)
    const { token, amount } = money
    if (amount > maxStake)
      throw new CliError(`A stake is at most ${maxStake} of the smallest unit.`)
    if (amount > 0n && window === undefined)
      throw new CliError('How long do you take to answer? Say --window, such as --window 3d.')
    const terms = { inboxId, token, stake: amount, window: window ?? 0, relayMayCollect }
    const isStop = amount === 0n
    await runPlan(context, {
      title: isStop
        ? `Stop accepting ${tokenText(money)} at inbox ${inboxId}`
        : `Ask strangers for ${moneyText(money)} at inbox ${inboxId}`,
      details: isStop
        ? []
        : [
            ['Time to answer', `at least ${durationText(terms.window)}`],
            ['Relay may collect', relayMayCollect ? 'yes' : 'no'],
          ],
      steps: [actionStep('Set terms', setTerms, terms)],
      facts: {
        inboxId,
        terms: { ...moneyJson(money), window: terms.window, relayMayCollect },
      },
    })
  },
})
