import { describe, expect, it } from 'vitest'
import {
  feedIsBroken,
  feedIsLive,
  forgetBlock,
  noteBlock,
} from '../../../web/src/api/feedChanges.ts'
import { feedSentence } from '../../../web/src/api/feedSentence.ts'
import { feedStore } from '../../../web/src/api/feedStore.ts'

const chain = 'eip155:424243' as const
const answer = (blockNumber: string, of: string = chain) => ({
  asOf: { chain: of, blockNumber, blockTimestamp: 1_795_000_000 + Number(blockNumber) },
})

describe('the feed of a chain', () => {
  it('is connecting at first, live, and broken since the first break', () => {
    expect(feedStore.get(chain)).toEqual({ state: 'connecting' })
    expect(feedSentence(feedStore.get(chain))).toBeUndefined()
    feedIsLive(chain)
    expect(feedStore.get(chain).state).toBe('live')
    feedIsBroken(chain)
    expect(feedStore.get(chain).state).toBe('broken')
    feedIsBroken(chain, { code: 'index_stale', because: 'The index lags' })
    expect(feedStore.get(chain)).toMatchObject({
      state: 'broken',
      code: 'index_stale',
    })
    feedIsLive(chain)
    expect(feedStore.get(chain)).toMatchObject({ state: 'live', code: undefined })
  })

  it('knows the newest block that answers were about, of its chain only', () => {
    noteBlock(chain, answer('7'))
    noteBlock(chain, answer('6'))
    noteBlock(chain, answer('9', 'eip155:1'))
    noteBlock(chain, { chains: [] })
    noteBlock(chain, undefined)
    expect(feedStore.get(chain)).toMatchObject({ blockNumber: 7n, blockTimestamp: 1_795_000_007 })
    forgetBlock(chain)
    noteBlock(chain, answer('6'))
    expect(feedStore.get(chain).blockNumber).toBe(6n)
  })

  it('says whose trouble it is', () => {
    expect(feedSentence({ state: 'broken' })).toMatch(
      /^The API does not answer just now\. What you/,
    )
    expect(
      feedSentence({ state: 'broken', code: 'index_stale', because: 'The index lags' }),
    ).toMatch(/^The index lags\. What you see may be old/)
    expect(feedSentence({ state: 'live' })).toBeUndefined()
  })
})
