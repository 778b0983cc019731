import { describe, expect, it } from 'vitest'
import {
  bucketLabel,
  postageSeries,
  statTotals,
} from '../../../../web/src/pages/overview/statSeries.ts'

const eth = '0x0000000000000000000000000000000000000000'
const bucket = (start: number, posted: number, stake: string) => ({
  ...{ start, inboxes: 1, mailings: 2, letters: 10 },
  stamps: { posted, admitted: 0, collected: 3, returned: 1, expired: 0 },
  postage: posted > 0 ? [{ token: eth, stamps: posted, carriage: '1', stake } as const] : [],
})
const stats = {
  tokens: [{ token: eth, symbol: 'ETH', decimals: 18 } as const],
  buckets: [bucket(0, 2, '500000000000000001'), bucket(86_400, 0, '0'), bucket(172_800, 1, '2')],
}

describe('statTotals', () => {
  it('adds all of the buckets, to the last digit', () => {
    expect(statTotals(stats)).toMatchObject({
      ...{ stamps: 3, letters: 33, collected: 9, returned: 3, expired: 0, inboxes: 3, mailings: 6 },
      tokens: [{ symbol: 'ETH', carriage: 2n, stake: 500_000_000_000_000_003n, stamps: 3 }],
    })
  })

  it('is nothing of nothing', () => {
    expect(statTotals({ tokens: [], buckets: [] })).toMatchObject({ letters: 0, tokens: [] })
  })
})

describe('postageSeries', () => {
  it('has a place for each bucket', () => {
    expect(postageSeries(stats, { token: eth, decimals: 18 }).stake).toEqual([0.5, 0, 2e-18])
  })
})

describe('bucketLabel', () => {
  it('calls days by UTC, and hours by the clock of who looks', () => {
    expect(bucketLabel(1_795_392_000, 'day')).toBe('23 Nov')
    expect(bucketLabel(1_795_392_000, 'hour', 'Asia/Tokyo')).toBe('09:00')
  })
})
