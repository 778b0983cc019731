import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'
import { formatUnits, zeroAddress } from 'viem'
import type { Token } from '../chain/readToken.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { table } from '../print/tables.ts'

/** A relay as the API lists it. */
export type ListedRelay = ApiSchemas['ListedRelay']

/** Columns of an address: what stands under one is broken there. */
const width = 42

/** Relays with where they are reached and what they ask for one letter, for people. It has at most 100 columns, as a terminal has. */
export async function relaysTable(
  context: Context,
  relays: readonly ListedRelay[],
): Promise<string> {
  const names = await tokensOf(context, relays)
  const rows = relays.map(({ relay, active, endpoint, prices }) => [
    [relay, ...(printable(endpoint).match(inWidth) ?? [])].join('\n'),
    active ? 'yes' : 'no',
    prices.map((price) => priceText(price, names)).join('\n') || undefined,
  ])
  return table(context.output.style, ['Relay, and where it is', 'In service', 'Carriage'], rows)
}

const inWidth = new RegExp(`.{1,${width}}`, 'gu')

async function tokensOf(context: Context, relays: readonly ListedRelay[]) {
  const chain = await context.chain()
  const addresses = [...new Set(relays.flatMap(({ prices }) => prices.map(({ token }) => token)))]
  const known = addresses.map(async (address) => {
    const token = await readToken(chain, address as Address).catch(() => undefined)
    return [address, token] as const
  })
  return new Map(await Promise.all(known))
}

/** The token under the amount, which else would be too long. One that does not say its decimals is told in its smallest unit. */
function priceText(
  { token, amount }: ListedRelay['prices'][number],
  names: ReadonlyMap<string, Token | undefined>,
): string {
  const known = names.get(token)
  if (!known) return `${amount} of the smallest unit of token\n${token}`
  if (known.token === zeroAddress) return moneyText({ ...known, amount: BigInt(amount) })
  const name = known.symbol === undefined ? 'of token' : `“${known.symbol}”`
  return `${formatUnits(BigInt(amount), known.decimals)} ${name}\n${token}`
}
