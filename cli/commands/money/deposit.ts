import type { Address } from 'viem'
import { parseMoney } from '../../amounts.ts'
import { CliError } from '../../errors/CliError.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { fundStep } from '../../plan/fundStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText } from '../../print/moneyText.ts'
import { defineCommand } from '../command.ts'

export const depositCommand = defineCommand<
  { to?: Address | undefined },
  [amount: readonly string[]]
>({
  path: 'deposit',
  summary: 'pay money into the PostOffice',
  description:
    'Pay money into the PostOffice, where postage is paid from. Of other tokens than the native one it takes a permit where the token knows them, else it approves exactly the amount first.',
  examples: ['deposit 0.05 ETH --dev 0 --yes', 'deposit 1000 wei --dev 0 --dry-run'],
  configure: (command) =>
    command
      .argument('<amount...>', 'such as 0.05 ETH, 1000 wei, or 1.5 and a token’s address')
      .option('--to <address>', 'whose balance rises (default: the account’s)', parseAccount),
  async run(context, options, words) {
    const money = await parseMoney(await context.chain(), words)
    if (money.amount === 0n) throw new CliError('A deposit of 0 does nothing.')
    const account = await context.address()
    const to = options.to ?? account
    await runPlan(context, {
      title: `Deposit ${moneyText(money)} for ${to}`,
      asks: true,
      steps: [fundStep({ token: money.token, amount: money.amount, to })],
      facts: { ...moneyJson(money), to },
    })
  },
})
