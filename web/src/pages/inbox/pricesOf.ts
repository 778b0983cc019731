import type { ApiSchemas } from '@pennypost/sdk'
import type { Prices } from './priceChanges.ts'

/** What strangers meet at an inbox, of what the API says of it. */
export function pricesOf({ door, terms }: Pick<ApiSchemas['Inbox'], 'door' | 'terms'>): Prices {
  return {
    door,
    prices: terms.map(({ token, stake, window, relayMayCollect }) => ({
      ...{ token, stake: BigInt(stake), window, relayMayCollect },
    })),
  }
}
