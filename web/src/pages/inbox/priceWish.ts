import type { Hex } from 'viem'
import type { Caip2 } from '../../config/caip2.ts'
import { createStore } from '../../storage/createStore.ts'
import type { PriceDraft } from './priceDraft.ts'

/** What was chosen on registering and is not on chain yet, by chain and inbox: it may take a second transaction. */
export const priceWishes = createStore<PriceDraft>('priceWishes')

/** Where the wish for an inbox is kept. */
export function priceWishKey(chain: Caip2, inboxId: Hex): string {
  return `${chain}/${inboxId}`
}
