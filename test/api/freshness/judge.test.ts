import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Judgement, Limits, NodeView, Observation } from '../../../api/freshness/judge.ts'
import { findGap, judge } from '../../../api/freshness/judge.ts'
import type { NodeBlock } from '../../../api/freshness/node.ts'
import { createFakeChain, genesisTime } from '../fakeChain.ts'

/*
judge
├── given the node was never reached, or last reached over 5 s ago → index_stale
├── given there is no block row → index_stale
├── given the rows were never read, or last read over 5 s ago → index_stale
├── given the rows are not one chain → index_gap
├── given the node does not say that the row is in its chain
│   ├── when a row at the finality depth is gone too → reorg_too_deep
│   └── when not → unsettled
├── given a head shown 2 s ago is over maxLagBlocks above the row → index_stale
├── given a head above the row has been shown for over maxLagSeconds → index_stale
├── given a block time and a head ten of them old → chain_stalled
└── else → fit
*/

const now = (genesisTime + 100) * 1000
const limits: Limits = { maxLagBlocks: 3, maxLagSeconds: 30, finalityDepth: 30 }
const { blocks } = createFakeChain(100)

describe('judge', () => {
  it('lets the newest block pass when the node agrees', () => {
    expect(judgeBlock(100)).toEqual({ kind: 'fit' })
  })

  describe('given the node has been silent', () => {
    it('refuses while it was never reached', () => {
      expect(judge({}, blockAt(100), limits, now)).toEqual(
        stale('its node has not been reached yet'),
      )
    })

    it.each([4_999, 5_000])('lets pass %i ms after it was reached', (silence) => {
      expect(judgeBlock(100, { node: { reachedAt: now - silence } })).toEqual({ kind: 'fit' })
    })

    it('refuses 5,001 ms after it was reached', () => {
      expect(judgeBlock(100, { node: { reachedAt: now - 5_001 } })).toEqual(
        stale('its node was last reached 5001 ms ago'),
      )
    })
  })

  it('refuses while there is no block row', () => {
    expect(judge(observe(100), null, limits, now)).toEqual(stale('no block is indexed yet'))
  })

  describe('given the rows could not be read', () => {
    it('refuses while they never were', () => {
      const { node } = observe(100)
      expect(judge({ node }, blockAt(100), limits, now)).toEqual(
        stale('its blocks have not been read yet'),
      )
    })

    it.each([4_999, 5_000])('lets pass %i ms after they were', (age) => {
      expect(judgeBlock(100, { readAt: now - age })).toEqual({ kind: 'fit' })
    })

    it('refuses 5,001 ms after they were', () => {
      expect(judgeBlock(100, { readAt: now - 5_001 })).toEqual(
        stale('its blocks were last read 5001 ms ago'),
      )
    })
  })

  describe('given the rows are not one chain', () => {
    it('refuses with what is missing', () => {
      const rows = newestFirst(blocks.filter(({ number }) => number !== 98))
      expect(judgeBlock(100, { rows })).toEqual({
        kind: 'unfit',
        code: 'index_gap',
        because: 'block 97 is followed by 99',
      })
    })
  })

  describe('given the node does not say that the row is in its chain', () => {
    const fork = { ...blockAt(100), hash: `0x${'f'.repeat(64)}` as Hex }

    it('is unsettled when the node has another block there', () => {
      expect(judge(observe(100), fork, limits, now)).toEqual({
        kind: 'unsettled',
        because: `its block 100 is ${fork.hash}, its node's is ${blockAt(100).hash}`,
      })
    })

    it('is unsettled when the node was not asked about that height', () => {
      const observation = observe(100, { asked: [] })
      expect(judge(observation, blockAt(98), limits, now)).toEqual({
        kind: 'unsettled',
        because: 'its node has not confirmed block 98',
      })
    })

    it("lets the block on top of the node's head pass that was indexed since", () => {
      const rows = newestFirst(blocks.slice(0, 100))
      expect(judge(observe(99, { rows }), blockAt(100), limits, now)).toEqual({ kind: 'fit' })
    })

    it('is unsettled about a block that was indexed before the node went back below it', () => {
      expect(judge(observe(99), blockAt(100), limits, now)).toEqual({
        kind: 'unsettled',
        because: 'it is at block 100, its node at 99',
      })
    })

    it("is unsettled about a block on top of another than the node's head", () => {
      const parentHash: Hex = `0x${'f'.repeat(64)}`
      expect(judge(observe(99), { ...blockAt(100), parentHash }, limits, now)).toEqual({
        kind: 'unsettled',
        because: 'it is at block 100, its node at 99',
      })
    })

    it("is unsettled about a block two above the node's head", () => {
      expect(judge(observe(98), blockAt(100), limits, now)).toEqual({
        kind: 'unsettled',
        because: 'it is at block 100, its node at 98',
      })
    })

    it.each([
      [29, 'unsettled'],
      [30, 'unfit'],
      [31, 'unfit'],
    ])('told of another block %i below the row: %s', (depth, kind) => {
      const hashes = new Map(observe(100).node?.hashes).set(100 - depth, `0x${'e'.repeat(64)}`)
      const judgement = judge(observe(100, { hashes }), fork, limits, now)
      expect(judgement.kind).toBe(kind)
      if (judgement.kind !== 'unfit') return
      expect(judgement.code).toBe('reorg_too_deep')
      expect(judgement.because).toBe(`its block ${100 - depth}, ${depth} below its newest, is gone`)
    })
  })

  describe('given the index is behind', () => {
    const shown = (since: number) => [
      { since: Number.NEGATIVE_INFINITY, number: 96 },
      { since, number: 100 },
    ]

    it.each([97, 98, 99, 100])('lets block %i pass under a head of 100', (row) => {
      expect(judgeBlock(row, { node: { shown: shown(now - 20_000) } })).toEqual({ kind: 'fit' })
    })

    it('refuses block 96 under a head of 100', () => {
      expect(judgeBlock(96, { node: { shown: shown(now - 60_000) } })).toEqual(
        stale('it is at block 96, its node at 100'),
      )
    })

    it('lets block 96 pass 1,999 ms after that head was shown', () => {
      expect(judgeBlock(96, { node: { shown: shown(now - 1_999) } })).toEqual({ kind: 'fit' })
    })

    it.each([2_000, 2_001])('refuses block 96 %i ms after that head was shown', (age) => {
      expect(judgeBlock(96, { node: { shown: shown(now - age) } }).kind).toBe('unfit')
    })

    describe('by no more blocks than it may', () => {
      const shownSince = (...entries: [since: number, number: number][]) => ({
        node: { shown: entries.map(([age, number]) => ({ since: now - age, number })) },
      })
      const first: [number, number] = [Number.POSITIVE_INFINITY, 97]

      it.each([29_999, 30_000])('passes %i ms after a head above it was shown', (age) => {
        expect(judgeBlock(99, shownSince(first, [age, 100]))).toEqual({ kind: 'fit' })
      })

      it('is stale 30,001 ms after', () => {
        expect(judgeBlock(99, shownSince(first, [30_001, 100]))).toEqual(
          stale('it is at block 99, its node for 30001 ms beyond it'),
        )
      })

      it('counts from the first of the heads above it, not from the newest', () => {
        const heads = shownSince(first, [40_000, 98], [30_001, 99], [10, 100])
        expect(judgeBlock(97, heads).kind).toBe('unfit')
        expect(judgeBlock(98, heads).kind).toBe('unfit')
        expect(judgeBlock(99, heads)).toEqual({ kind: 'fit' })
      })

      it('counts anew once the head has fallen back to it', () => {
        const heads = shownSince(first, [60_000, 100], [50_000, 98], [30_000, 100])
        expect(judgeBlock(98, heads)).toEqual({ kind: 'fit' })
      })

      it('is stale at once when nobody knows for how long the head has been there', () => {
        const unknown = shownSince([Number.POSITIVE_INFINITY, 100])
        expect(judgeBlock(99, unknown)).toEqual(stale('it is at block 99, its node beyond it'))
        expect(judgeBlock(100, unknown)).toEqual({ kind: 'fit' })
      })

      it('holds a limit of 0 s to the millisecond', () => {
        const strict = { ...limits, maxLagSeconds: 0 }
        const at = (age: number) => observe(100, shownSince(first, [age, 100]))
        expect(judge({ ...at(0) }, blockAt(100), strict, now)).toEqual({ kind: 'fit' })
        expect(judge(asked(at(0), 99), blockAt(99), strict, now)).toEqual({ kind: 'fit' })
        expect(judge(asked(at(1), 99), blockAt(99), strict, now).kind).toBe('unfit')
      })
    })

    it('refuses at once when nobody knows for how long the head has been there', () => {
      const first = [{ since: Number.NEGATIVE_INFINITY, number: 100 }]
      expect(judgeBlock(96, { node: { shown: first } }).kind).toBe('unfit')
    })

    it('lets pass when the head has fallen back to where the index is', () => {
      const fallen = [
        { since: Number.NEGATIVE_INFINITY, number: 110 },
        { since: now - 100, number: 100 },
      ]
      expect(judgeBlock(100, { node: { shown: fallen } })).toEqual({ kind: 'fit' })
    })

    it('holds a limit of 0 to the block', () => {
      const strict = { ...limits, maxLagBlocks: 0 }
      const observation = observe(100, { node: { shown: shown(now - 60_000) } })
      expect(judge(observation, blockAt(100), strict, now)).toEqual({ kind: 'fit' })
      expect(judge(observation, blockAt(99), strict, now).kind).toBe('unfit')
    })
  })

  describe('given a block time of 12 s', () => {
    const timed = { ...limits, blockTimeSeconds: 12 }
    const head = genesisTime + 100

    it('lets a head of 119 s pass', () => {
      const later = (head + 119) * 1000 + 999
      expect(judge(observeAt(later), blockAt(100), timed, later)).toEqual({ kind: 'fit' })
    })

    it.each([120, 121])('refuses a head of %i s', (age) => {
      const later = (head + age) * 1000
      expect(judge(observeAt(later), blockAt(100), timed, later)).toEqual({
        kind: 'unfit',
        code: 'chain_stalled',
        because: `its newest block, 100, is ${age} s old`,
      })
    })

    it('lets the same head pass where no block time is configured', () => {
      const later = (head + 121) * 1000
      expect(judge(observeAt(later), blockAt(100), limits, later)).toEqual({ kind: 'fit' })
    })

    it('goes by the row when it is newer than the head of the last poll', () => {
      const later = (head + 120) * 1000
      const row = { ...blockAt(100), timestamp: head + 100 }
      expect(judge(observeAt(later), row, timed, later)).toEqual({ kind: 'fit' })
    })
  })
})

describe('findGap', () => {
  it('finds none in a chain, in one row, or in none', () => {
    expect(findGap(newestFirst(blocks))).toBeUndefined()
    expect(findGap([blockAt(5)])).toBeUndefined()
    expect(findGap([])).toBeUndefined()
  })

  it('finds a number that is missing', () => {
    expect(findGap([blockAt(7), blockAt(5)])).toBe('block 5 is followed by 7')
  })

  it('finds a number that stands twice', () => {
    expect(findGap([blockAt(7), blockAt(7)])).toBe('block 7 is followed by 7')
  })

  it('finds a parent that is not the block before', () => {
    const other = { ...blockAt(6), hash: blockAt(2).hash }
    expect(findGap([blockAt(7), other])).toBe('block 7 names another parent than block 6')
  })
})

type Changes = {
  node?: Partial<NodeView>
  hashes?: NodeView['hashes']
  /** Heights that the node was asked about besides its head; the row's unless told. */
  asked?: number[]
  rows?: NodeBlock[]
  readAt?: number
}

/** Judges a row of the chain by a node that has it. */
function judgeBlock(number: number, changes: Changes = {}): Judgement {
  return judge(observe(100, { asked: [number], ...changes }), blockAt(number), limits, now)
}

function observeAt(time: number): Observation {
  return observe(100, { node: { reachedAt: time }, readAt: time })
}

/** What a poll finds where the node's head is at a height. */
function observe(height: number, changes: Changes = {}): Observation {
  const { node, asked = [100], rows = newestFirst(blocks), readAt = now } = changes
  const told = [height - 1, height, ...asked.filter((number) => number <= height)]
  return {
    index: { readAt, rows },
    node: {
      reachedAt: now,
      head: blockAt(height),
      tags: {},
      safe: 0,
      finalized: 0,
      hashes: changes.hashes ?? new Map(told.map((number) => [number, blockAt(number).hash])),
      shown: [{ since: Number.NEGATIVE_INFINITY, number: height }],
      ...node,
    },
  }
}

/** The same, where the node was asked about a height, too. */
function asked(observation: Observation, height: number): Observation {
  const { node } = observation
  if (!node) return observation
  const hashes = new Map(node.hashes).set(height, blockAt(height).hash)
  return { ...observation, node: { ...node, hashes } }
}

function blockAt(number: number): NodeBlock {
  return blocks[number] as NodeBlock
}

function newestFirst(oldestFirst: readonly NodeBlock[]): NodeBlock[] {
  return oldestFirst.toReversed().slice(0, 40)
}

function stale(because: string): Judgement {
  return { kind: 'unfit', code: 'index_stale', because }
}
