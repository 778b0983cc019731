import fc from 'fast-check'
import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Price, PriceChanges, Prices } from '../../../../web/src/pages/inbox/priceChanges.ts'
import {
  isChange,
  priceChanges,
  pricesOfNewInbox,
} from '../../../../web/src/pages/inbox/priceChanges.ts'

const inboxId: Hex = `0x${'11'.repeat(32)}`
const tokens = [0, 1, 2].map((n): Address => `0x${String(n).repeat(40)}`)
const [eth = '0x', usdc = '0x'] = tokens
const price: Price = { token: eth, stake: 5n, window: 3_600, relayMayCollect: false }

describe('priceChanges', () => {
  it('sends nothing where nothing changes', () => {
    const now: Prices = { door: 'postage', prices: [price] }
    expect(isChange(priceChanges(inboxId, now, now))).toBe(false)
  })

  it('leaves the door to the first price, which turns it to postage', () => {
    const wanted: Prices = { door: 'postage', prices: [price] }
    expect(priceChanges(inboxId, pricesOfNewInbox, wanted)).toEqual({
      terms: [{ inboxId, ...price }],
    })
  })

  it('opens the door again where it is to stay free with a price', () => {
    const wanted: Prices = { door: 'free', prices: [price] }
    expect(priceChanges(inboxId, pricesOfNewInbox, wanted).door).toBe('free')
  })

  it('sets the door where a price is only changed, which moves no door', () => {
    const now: Prices = { door: 'free', prices: [price] }
    const wanted: Prices = { door: 'postage', prices: [{ ...price, stake: 6n }] }
    expect(priceChanges(inboxId, now, wanted)).toEqual({
      terms: [{ inboxId, ...price, stake: 6n }],
      door: 'postage',
    })
  })

  it('stops accepting what is no longer asked for', () => {
    const now: Prices = { door: 'postage', prices: [price, { ...price, token: usdc }] }
    const wanted: Prices = { door: 'postage', prices: [price] }
    expect(priceChanges(inboxId, now, wanted)).toEqual({
      terms: [{ inboxId, token: usdc, stake: 0n, window: 0 }],
    })
  })

  it('always ends at what is wanted, by the rules of the contract', () => {
    const anyPrices = fc.record<Prices>({
      door: fc.constantFrom('free', 'postage', 'closed'),
      prices: fc.uniqueArray(
        fc.record<Price>({
          token: fc.constantFrom(...tokens),
          stake: fc.bigInt({ min: 1n, max: 3n }),
          window: fc.constantFrom(3_600, 7_200),
          relayMayCollect: fc.boolean(),
        }),
        { selector: ({ token }) => token },
      ),
    })
    fc.assert(
      fc.property(anyPrices, anyPrices, (now, wanted) => {
        const then = applied(now, priceChanges(inboxId, now, wanted))
        expect(sorted(then)).toEqual(sorted(wanted))
      }),
    )
  })
})

/** What PostOffice does with them, in order. */
function applied(now: Prices, { terms, door }: PriceChanges): Prices {
  let then: Prices = now
  for (const { token, stake, window, relayMayCollect = false } of terms) {
    const others = then.prices.filter((other) => other.token !== token)
    const isNew = others.length === then.prices.length
    const opens = then.door === 'free' && isNew && stake > 0n
    const kept = stake > 0n ? [{ token, stake, window, relayMayCollect }] : []
    then = { door: opens ? 'postage' : then.door, prices: [...others, ...kept] }
  }
  return { ...then, door: door ?? then.door }
}

function sorted({ door, prices }: Prices): Prices {
  return { door, prices: prices.toSorted((a, b) => a.token.localeCompare(b.token)) }
}
