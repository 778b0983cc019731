import type { Context } from 'ponder:registry'
import { carriage, relay } from 'ponder:schema'
import type { Hex } from 'viem'

import { lowestCarriage } from './carriage.ts'
import type { Place } from './place.ts'

/** How what postage offers for carriage compares with what its relay asks, in the columns that stamps and mailings share. */
export async function askedCarriage(
  context: Context,
  { chainId, timestamp }: Place,
  postage: { relay: Hex; token: Hex; carriage: bigint },
): Promise<{ carriageAsked: bigint | null; carriageMet: boolean | null }> {
  const id = { chainId, relay: postage.relay }
  const known = await context.db.find(relay, id)
  const price = known && (await context.db.find(carriage, { ...id, token: postage.token }))
  const carriageAsked = price
    ? lowestCarriage(price.priceTimeline, known.activeTimeline, timestamp)
    : null
  const carriageMet = carriageAsked === null ? null : postage.carriage >= carriageAsked
  return { carriageAsked, carriageMet }
}
