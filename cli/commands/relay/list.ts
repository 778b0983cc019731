import { iterate } from '@pennypost/sdk'
import { parseToken } from '../../amounts.ts'
import { parseCount } from '../../parse/parseCount.ts'
import type { ListedRelay } from '../../relays/relaysTable.ts'
import { relaysTable } from '../../relays/relaysTable.ts'
import { defineCommand } from '../command.ts'

type Options = {
  token?: string | undefined
  all?: boolean | undefined
  limit?: number | undefined
}

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
    const listed = output.isJson ? '' : await relaysTable(context, relays)
    output.result({ chain: chain.caip2, relays }, () =>
      relays.length === 0 ? 'No relay is listed.' : listed,
    )
  },
})
