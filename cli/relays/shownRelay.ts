import { getCarriage, getRelay } from '@pennypost/sdk'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { unlessSilent } from '../unlessSilent.ts'

/**
 * All that can be said of a relay now: what the chain holds, and what only the API knows, null where that is silent.
 *
 * @throws {CliError} It is not registered.
 */
export async function readShownRelay(context: Context, relay: Address) {
  const { client, contracts, id, caip2: chain } = await context.chain()
  const found = await getRelay(client, { relay, contracts })
  if (!found) throw new CliError(`${relay} is not registered as a relay on chain ${id}.`)
  const index = await unlessSilent(
    context,
    'Its endpoint and prices in other tokens',
    async (options) => (await context.api()).getRelay({ address: relay }, options),
  )
  const tokens = index?.prices.map(({ token }) => token as Address) ?? []
  return {
    ...{ relay, chain, ...found },
    endpoint: index?.relay.endpoint ?? null,
    carriage: await readPrices(context, relay, tokens),
    isWhole: index !== undefined && index.nextCursor === undefined,
  }
}

/** What a relay asks in the native token and in others, as the chain has it now; those that it does not accept are left out. */
export async function readPrices(context: Context, relay: Address, tokens: readonly Address[]) {
  const chain = await context.chain()
  const { client, contracts } = chain
  const all = [...new Set([zeroAddress, ...tokens])].map(async (token) => {
    const carriage = await getCarriage(client, { relay, token, contracts })
    return carriage ? [{ ...(await readToken(chain, token)), ...carriage }] : []
  })
  return (await Promise.all(all)).flat()
}
