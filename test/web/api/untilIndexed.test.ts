import { describe, expect, it } from 'vitest'
import { isOlder } from '../../../web/src/api/refreshOlder.ts'
import { untilIndexed } from '../../../web/src/api/untilIndexed.ts'

type Api = Parameters<typeof untilIndexed>[0]

/** An API that has come to each of these blocks, call by call. */
function apiAt(...blocks: (string | null | Error)[]) {
  let calls = 0
  // biome-ignore lint/suspicious/useAwait: as the client's, it fails by what it promises
  const getChains = async () => {
    const block = blocks[Math.min(calls++, blocks.length - 1)]
    if (block instanceof Error) throw block
    return {
      chains: [
        { chain: 'eip155:1', indexedBlock: '99' },
        { chain: 'eip155:5', indexedBlock: block },
      ],
    }
  }
  return { api: { chain: 'eip155:5', getChains } as unknown as Api, calls: () => calls }
}

describe('untilIndexed', () => {
  it('is there at the block, or at a later one', async () => {
    for (const block of ['7', '8']) {
      const { api, calls } = apiAt(block)
      await untilIndexed(api, 7n)
      expect(calls()).toBe(1)
    }
  })

  it('goes on while the API lags, has no block yet, or fails', async () => {
    const { api, calls } = apiAt('6', null, new Error('gone'), '7')
    await untilIndexed(api, 7n)
    expect(calls()).toBe(4)
  })

  it('ends with the reason of the signal', async () => {
    const { api } = apiAt('6')
    const reason = new Error('left')
    const ends = new AbortController()
    const waiting = untilIndexed(api, 7n, ends.signal)
    ends.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })
})

describe('isOlder', () => {
  const at = (blockNumber: string) => ({ asOf: { blockNumber } })
  it('goes by the block of an answer, and by any page of a list', () => {
    expect(isOlder(at('6'), 7n)).toBe(true)
    expect(isOlder(at('7'), 7n)).toBe(false)
    expect(isOlder({ pages: [at('7'), at('6')] }, 7n)).toBe(true)
    expect(isOlder({ pages: [at('7')] }, 7n)).toBe(false)
  })
  it('knows nothing of what names no block', () => {
    expect(isOlder(undefined, 7n)).toBe(false)
    expect(isOlder({ events: [] }, 7n)).toBe(false)
  })
})
