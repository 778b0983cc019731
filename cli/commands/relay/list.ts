import type { ApiSchemas } from '@pennypost/sdk'
import { iterate } from '@pennypost/sdk'
import type { Address } from 'viem'
import { parseToken } from '../../amounts.ts'
import type { Token } from '../../chain/readToken.ts'
import { readToken } from '../../chain/readToken.ts'
import type { Context } from '../../context.ts'
import { parseCount } from '../../parse/parseCount.ts'
import { moneyText } from '../../print/moneyText.ts'
import { printable } from '../../print/printable.ts'
import { table } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

type Options = {
  token?: string | undefined
  all?: boolean | undefined
  limit?: number | undefined
}

type ListedRelay = ApiSchemas['ListedRelay']

export const relayList = defineCommand<Options>({
  path: 'relay list',
  summary: 'list relays, and what they ask',
  description:
    'List the relays in service and what they ask for one letter, as the API knows them. Anyone may stand in the directory.',
  examples: ['relay list', 'relay list --token ETH --json'],
  configure: (command) =>
    command
      .option('--token <token>', 'only those that accept it: ETH, or a token’s address')
      .option('--all', 'those out of service too')
      .option('--limit <n>', 'at most so many (default: 100)', parseCount),
  async run(context, { token: text, all = false, limit = 100 }) {
    const { output } = context
    const chain = await context.chain()
    const api = await context.api()
    const token = text === undefined ? undefined : (await parseToken(chain, text)).token
    const asked = { ...(token && { token }), ...(!all && { active: true }) }
    const relays: ListedRelay[] = []
    for await (const relay of iterate(api.listRelays, asked, { limit })) relays.push(relay)
    const names = output.isJson ? new Map() : await tokensOf(context, relays)
    output.result({ chain: chain.caip2, relays }, () => {
      if (relays.length === 0) return 'No relay is listed.'
      const rows = relays.map(({ relay, active, endpoint, prices }) => [
        ...[relay, active ? 'yes' : 'no', printable(endpoint)],
        prices.map((price) => priceText(price, names)).join('\n') || undefined,
      ])
      return table(output.style, ['Relay', 'In service', 'Endpoint', 'Carriage'], rows)
    })
  },
})

async function tokensOf(context: Context, relays: readonly ListedRelay[]) {
  const chain = await context.chain()
  const addresses = [...new Set(relays.flatMap(({ prices }) => prices.map(({ token }) => token)))]
  const known = addresses.map(async (address) => {
    const token = await readToken(chain, address as Address).catch(() => undefined)
    return [address, token] as const
  })
  return new Map(await Promise.all(known))
}

/** A price in a token that does not say its decimals is told in its smallest unit. */
function priceText(
  { token, amount }: ListedRelay['prices'][number],
  names: ReadonlyMap<string, Token | undefined>,
): string {
  const known = names.get(token)
  if (known) return moneyText({ ...known, amount: BigInt(amount) })
  return `${amount} of the smallest unit of token ${token}`
}
