import type { Door, SetTermsParameters } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'

/** What an inbox asks of strangers in one token. */
export type Price = {
  token: Address
  /** In the token's smallest unit, above 0. */
  stake: bigint
  /** Seconds. */
  window: number
  relayMayCollect: boolean
}

/** What strangers meet at an inbox. */
export type Prices = { door: Door; prices: readonly Price[] }

/** What has to be sent so that an inbox asks for something else. */
export type PriceChanges = {
  terms: readonly SetTermsParameters[]
  /** Last, as a price may move the door. */
  door?: Door | undefined
}

/** What strangers meet at an inbox that was just registered. */
export const pricesOfNewInbox: Prices = { door: 'free', prices: [] }

/**
 * The least that has to be sent for an inbox to ask for what is wanted.
 *
 * The first stake in a token turns a free door to postage by itself: the door is set only where that is not what is wanted.
 */
export function priceChanges(inboxId: Hex, now: Prices, wanted: Prices): PriceChanges {
  const removed = now.prices
    .filter(({ token }) => !priceIn(wanted, token))
    .map(({ token }) => ({ inboxId, token, stake: 0n, window: 0 }))
  const changed = wanted.prices.filter((price) => !isSame(priceIn(now, price.token), price))
  const terms = [...removed, ...changed.map((price) => ({ inboxId, ...price }))]
  const opensToken = changed.some(({ token }) => !priceIn(now, token))
  const doorThen = now.door === 'free' && opensToken ? 'postage' : now.door
  return { terms, ...(doorThen !== wanted.door && { door: wanted.door }) }
}

/** Whether there is anything to send. */
export function isChange({ terms, door }: PriceChanges): boolean {
  return terms.length > 0 || door !== undefined
}

function priceIn({ prices }: Prices, token: Address): Price | undefined {
  return prices.find((price) => isAddressEqual(price.token, token))
}

function isSame(price: Price | undefined, other: Price): boolean {
  return (
    price !== undefined &&
    price.stake === other.stake &&
    price.window === other.window &&
    price.relayMayCollect === other.relayMayCollect
  )
}
