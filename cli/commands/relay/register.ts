import { multicallRelays, registerRelay, setCarriage } from '@pennypost/sdk'
import type { Address } from 'viem'
import { parseMoney } from '../../amounts.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { parseEndpoint } from '../../parse/parseEndpoint.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText } from '../../print/moneyText.ts'
import { defineCommand } from '../command.ts'

type Options = {
  endpoint: string
  signer?: Address | undefined
  carriage?: readonly string[] | undefined
}

export const relayRegister = defineCommand<Options>({
  path: 'relay register',
  summary: 'list the account as a relay, with its prices',
  description:
    'List the account as a relay, in service, with what it asks for carrying one letter, all in one transaction. Its address is the relay’s id from here on.',
  examples: ['relay register --endpoint https://relay.example --carriage "0.0001 ETH" --dev 3'],
  configure: (command) =>
    command
      .requiredOption('--endpoint <url>', 'where the relay is reached', parseEndpoint)
      .option('--signer <address>', 'who signs its receipts (default: the account)', parseAccount)
      .option('--carriage <amount>', 'price of one letter; may come again', collected),
  async run(context, { endpoint, carriage = [], ...options }) {
    const relay = await context.address()
    const signer = options.signer ?? relay
    const chain = await context.chain()
    const prices = await Promise.all(carriage.map((text) => parseMoney(chain, text)))
    const calls = [
      registerRelay.call(chain.contracts, { signer, endpoint }),
      ...prices.map(({ token, amount }) => setCarriage.call(chain.contracts, { token, amount })),
    ]
    await runPlan(context, {
      title: `Register relay ${relay}`,
      details: [
        ['Endpoint', endpoint],
        ['Signer', signer],
        ...prices.map((price) => ['Carriage', moneyText(price)] as const),
      ],
      steps: [
        prices.length === 0
          ? actionStep('Register', registerRelay, { signer, endpoint })
          : actionStep('Register', multicallRelays, { calls }),
      ],
      facts: { relay, signer, endpoint, carriage: prices.map(moneyJson) },
    })
  },
})

const collected = (text: string, before: readonly string[] = []) => [...before, text]
