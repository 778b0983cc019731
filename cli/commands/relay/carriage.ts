import { setCarriage } from '@pennypost/sdk'
import type { Address } from 'viem'
import { parseMoney, parseToken } from '../../amounts.ts'
import { CliError } from '../../errors/CliError.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText, tokenText } from '../../print/moneyText.ts'
import { table } from '../../print/tables.ts'
import { readShownRelay } from '../../relays/shownRelay.ts'
import { defineCommand } from '../command.ts'

type Options = { stop?: string | undefined }

/** Carriages have 96 bits in the contract. */
const maxCarriage = 2n ** 96n - 1n

export const relayCarriage = defineCommand<Options, [amount?: readonly string[]]>({
  path: 'relay carriage',
  summary: 'show or set what the relay asks for a letter',
  description:
    'Show what the account’s relay asks for carrying one letter; with an amount, set it for one token; 0 is for nothing. Postage is judged by the lowest price of the ten minutes before it was posted.',
  examples: [
    'relay carriage --dev 3',
    'relay carriage 0.0002 ETH --dev 3',
    'relay carriage --stop ETH --dev 3',
  ],
  configure: (command) =>
    command
      .argument('[amount...]', 'such as 0.0001 ETH, or 0.01 and a token’s address')
      .option('--stop <token>', 'carry for this token no longer'),
  async run(context, { stop }, words = []) {
    const chain = await context.chain()
    const relay: Address = await context.address()
    if (stop !== undefined) {
      if (words.length > 0) throw new CliError('Give an amount to set, or --stop, not both.')
      const token = await parseToken(chain, stop)
      const carriage = { token: token.token, amount: 0n, accepted: false }
      await runPlan(context, {
        title: `Carry for ${tokenText(token)} no longer`,
        steps: [actionStep('Set carriage', setCarriage, carriage)],
        facts: { relay, ...token, accepted: false },
      })
      return
    }
    if (words.length > 0) {
      const money = await parseMoney(chain, words)
      const { token, amount } = money
      if (amount > maxCarriage)
        throw new CliError(`A carriage is at most ${maxCarriage} of the smallest unit.`)
      await runPlan(context, {
        title: `Carry a letter for ${moneyText(money)}`,
        steps: [actionStep('Set carriage', setCarriage, { token, amount })],
        facts: { relay, ...moneyJson(money), accepted: true },
      })
      return
    }
    const { output } = context
    const { carriage, isWhole } = await readShownRelay(context, relay)
    output.result({ relay, chain: chain.caip2, carriage, isWhole }, () =>
      carriage.length === 0
        ? 'The relay carries for no token that is known.'
        : table(
            output.style,
            ['Carriage of a letter'],
            carriage.map((one) => [moneyText(one)]),
          ),
    )
  },
})
