import { describe, expect, it } from 'vitest'
import type { ApiChain } from '../../../../web/src/pages/status/chainFacts.ts'
import { chainVerdict } from '../../../../web/src/pages/status/chainVerdict.ts'

const contract = { address: '0x', block: '1', transaction: '0x' } as const
const api = (facts: Partial<ApiChain> = {}): ApiChain => ({
  network: 'local',
  contracts: { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract },
  chain: 'eip155:31337',
  indexedBlock: '81',
  headBlock: '81',
  safeBlock: '81',
  finalizedBlock: '81',
  isFit: true,
  code: null,
  detail: null,
  lagBlocks: 0,
  ...facts,
})

describe('chainVerdict', () => {
  it('is well at the newest block', () => {
    expect(chainVerdict({ api: api(), node: 81n })).toEqual({
      tone: 'good',
      word: 'well',
      sentence: 'The API answers from block 81, the newest there is.',
    })
  })

  it('is well up to three blocks behind, and says so', () => {
    expect(chainVerdict({ api: api(), node: 82n }).sentence).toContain('1 block more')
    expect(chainVerdict({ api: api(), node: 84n }).tone).toBe('good')
    expect(chainVerdict({ api: api(), node: 85n })).toMatchObject({ tone: 'warn', word: 'behind' })
  })

  it('tells of a node that lags behind the API', () => {
    expect(chainVerdict({ api: api(), node: 78n }).tone).toBe('good')
    expect(chainVerdict({ api: api(), node: 77n })).toMatchObject({ word: 'node behind' })
  })

  it("gives the API's own reason when it does not answer for the chain", () => {
    const unfit = api({ isFit: false, code: 'index_stale', detail: 'The index is old' })
    expect(chainVerdict({ api: unfit, node: 99n })).toEqual({
      tone: 'bad',
      word: 'index_stale',
      sentence: 'The API gives no answers about this chain: The index is old.',
    })
  })

  it('never calls well what has no block yet', () => {
    expect(chainVerdict({ api: api({ indexedBlock: null }), node: 1n }).tone).toBe('bad')
  })

  it('says who is silent', () => {
    expect(chainVerdict({ api: api(), node: 'silent' }).word).toBe('no node')
    expect(chainVerdict({ api: 'silent', node: 81n }).sentence).toContain('block is 81')
    expect(chainVerdict({ api: 'silent', node: 'silent' }).word).toBe('unreachable')
    expect(chainVerdict({ api: 'missing', node: 81n }).word).toBe('not served')
  })

  it('judges nothing before both were asked', () => {
    expect(chainVerdict({ api: 'asking', node: 81n }).tone).toBe('neutral')
    expect(chainVerdict({ api: api(), node: 'asking' }).tone).toBe('neutral')
  })
})
