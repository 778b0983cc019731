import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Prices } from '../../../../web/src/pages/inbox/priceChanges.ts'
import { draftOf, readDraft } from '../../../../web/src/pages/inbox/priceDraft.ts'

const eth = { symbol: 'ETH', decimals: 18 }
const prices: Prices = {
  door: 'postage',
  prices: [{ token: zeroAddress, stake: 10n ** 15n, window: 604_800, relayMayCollect: true }],
}
const draft = draftOf(prices, () => eth)

describe('priceDraft', () => {
  it('says what holds now, and means it', () => {
    expect(draft.rows[0]).toMatchObject({ stake: '0.001', window: '7 days', symbol: 'ETH' })
    expect(readDraft(draft)).toEqual({ wanted: prices })
  })

  it('tells for each row what is wrong with it', () => {
    const [row] = draft.rows
    if (!row) throw new Error('There is one.')
    const read = readDraft({ door: 'postage', rows: [row, { ...row, stake: '0', window: '9 y' }] })
    expect(read.wanted).toBeUndefined()
    expect(read.faults?.rows[0]).toEqual({ stake: undefined, window: undefined })
    expect(read.faults?.rows[1]?.stake).toBe('More than 0 ETH, please.')
    expect(read.faults?.rows[1]?.window).toMatch(/“y” is not a unit/)
  })

  it('asks for a price where the door asks for postage, and only there', () => {
    expect(readDraft({ door: 'postage', rows: [] }).faults?.all).toMatch(/at least one token/)
    expect(readDraft({ door: 'free', rows: [] }).wanted).toEqual({ door: 'free', prices: [] })
    expect(readDraft({ door: 'closed', rows: [] }).wanted).toEqual({ door: 'closed', prices: [] })
  })
})
