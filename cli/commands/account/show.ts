import { getInboxOf } from '@pennypost/sdk'
import { zeroAddress } from 'viem'
import { getBalance } from 'viem/actions'
import { nativeToken } from '../../chain/readToken.ts'
import { moneyText } from '../../print/moneyText.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const accountShow = defineCommand({
  path: 'account show',
  summary: 'show which account is used, and its inbox',
  examples: ['account show --dev 0', 'account show --keystore me.json --json'],
  async run(context) {
    const account = context.account()
    const address = await context.address()
    const { client, contracts, caip2, name, nativeSymbol } = await context.chain()
    const [amount, inboxId] = await Promise.all([
      getBalance(client, { address }),
      getInboxOf(client, { wallet: address, contracts }),
    ])
    const { output } = context
    const document = {
      ...{ address, source: account.text, chain: caip2, inboxId: inboxId ?? null },
      balance: { token: zeroAddress, amount },
    }
    output.result(document, () =>
      fields(output.style, [
        ['Account', address],
        ['From', account.text],
        ['Chain', name],
        ['Balance', moneyText({ ...nativeToken(nativeSymbol), amount })],
        ['Inbox', inboxId ?? 'none; pennypost inbox register makes one'],
      ]),
    )
  },
})
