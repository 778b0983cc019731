import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { Token } from '../chain/readToken.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { table } from '../print/tables.ts'

/** A relay as the API lists it. */
export type ListedRelay = ApiSchemas['ListedRelay']

/** Relays with what they ask for one letter, for people. */
export async function relaysTable(
  context: Context,
  relays: readonly ListedRelay[],
): Promise<string> {
  const names = await tokensOf(context, relays)
  const rows = relays.map(({ relay, active, endpoint, prices }) => [
    ...[relay, active ? 'yes' : 'no', printable(endpoint)],
    prices.map((price) => priceText(price, names)).join('\n') || undefined,
  ])
  return table(context.output.style, ['Relay', 'In service', 'Endpoint', 'Carriage'], rows)
}

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
