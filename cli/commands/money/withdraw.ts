import { getLedgerBalance, withdraw } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { Money } from '../../amounts.ts'
import { parseMoney, parseToken } from '../../amounts.ts'
import type { Context } from '../../context.ts'
import { CliError } from '../../errors/CliError.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText, tokenText } from '../../print/moneyText.ts'
import { defineCommand } from '../command.ts'

export const withdrawCommand = defineCommand<
  { to?: Address | undefined },
  [amount: readonly string[]]
>({
  path: 'withdraw',
  summary: 'pay a balance in the PostOffice out',
  description:
    'Pay some of the account’s balance in the PostOffice out, or all of it in one token.',
  examples: ['withdraw 0.02 ETH --dev 0 --yes', 'withdraw all ETH --dev 0 --yes'],
  configure: (command) =>
    command
      .argument('<amount...>', 'such as 0.05 ETH, all ETH, or 1.5 and a token’s address')
      .option('--to <address>', 'who is paid (default: the account)', parseAccount),
  async run(context, options, words) {
    const money = await amountOf(context, words)
    const to = options.to ?? (await context.address())
    const { token, amount } = money
    await runPlan(context, {
      title: `Withdraw ${moneyText(money)} to ${to}`,
      asks: true,
      steps: [actionStep('Withdraw', withdraw, { token, amount, to })],
      facts: { ...moneyJson(money), to },
    })
  },
})

async function amountOf(context: Context, words: readonly string[]): Promise<Money> {
  const chain = await context.chain()
  const [first, unit, ...more] = words.join(' ').trim().split(/\s+/)
  if (first !== 'all') {
    const money = await parseMoney(chain, words)
    if (money.amount === 0n) throw new CliError('A withdrawal of 0 does nothing.')
    return money
  }
  if (unit === undefined || more.length > 0)
    throw new CliError('All of what? Write all ETH, or all and the address of a token.')
  const token = await parseToken(chain, unit)
  const { client, contracts } = chain
  const owner = await context.address()
  const amount = await getLedgerBalance(client, { owner, token: token.token, contracts })
  if (amount > 0n) return { ...token, amount }
  throw new CliError(`${owner} has no ${tokenText(token)} in the PostOffice.`)
}
