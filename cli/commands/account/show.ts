import { getInboxOf } from '@pennypost/sdk'
import { zeroAddress } from 'viem'
import { getBalance } from 'viem/actions'
import { nativeToken } from '../../chain/readToken.ts'
import type { Context } from '../../context.ts'
import { explain } from '../../errors/explain.ts'
import { exitCodes } from '../../exitCodes.ts'
import { moneyText } from '../../print/moneyText.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const accountShow = defineCommand({
  path: 'account show',
  summary: 'show which account is used, and its inbox',
  description:
    'Show which account is used, and, where a node answers, what it has and which inbox is its own.',
  examples: ['account show --dev 0', 'account show --keystore me.json --json'],
  async run(context) {
    const account = context.account()
    const { output } = context
    const known = await onChain(context)
    const address = account.address ?? (await account.open()).address
    const { caip2: chain = null, inboxId = null, amount } = known ?? {}
    const balance = amount === undefined ? null : { token: zeroAddress, amount }
    output.result({ address, source: account.text, chain, inboxId, balance }, () =>
      fields(output.style, [
        ['Account', address],
        ['From', account.text],
        ['Chain', known?.name],
        [
          'Balance',
          known && moneyText({ ...nativeToken(known.nativeSymbol), amount: known.amount }),
        ],
        ['Inbox', known && (known.inboxId ?? 'none; pennypost inbox register makes one')],
      ]),
    )
  },
})

/** What the chain says of the account; undefined, and a note why, where no node answers: who the account is can be told without one. */
async function onChain(context: Context) {
  try {
    const { client, contracts, caip2, name, nativeSymbol } = await context.chain()
    const address = await context.address()
    const [amount, inboxId] = await Promise.all([
      getBalance(client, { address }),
      getInboxOf(client, { wallet: address, contracts }),
    ])
    return { caip2, name, nativeSymbol, amount, inboxId }
  } catch (error) {
    const { exitCode, message } = explain(error)
    if (exitCode !== exitCodes.unreachable) throw error
    context.output.note(`Balance and inbox cannot be told now. ${message}`)
    return undefined
  }
}
