import { beforeEach, describe, expect, it } from 'vitest'
import type { Freshness } from '../../../api/freshness/freshness.ts'
import { createFreshness } from '../../../api/freshness/freshness.ts'
import { ApiError, detailOf } from '../../../api/problem.ts'
import type { BlockRow } from '../../../api/queries/database.ts'
import type { FakeChain } from '../fakeChain.ts'
import { createFakeChain, genesisTime } from '../fakeChain.ts'

/*
createFreshness
├── check
│   ├── given the node agrees → it tells asOf, with what the node said of safe, finalized and head
│   ├── given a row that the node has not spoken of
│   │   ├── when the node has it → it asks the node once and lets it pass
│   │   ├── when the node has another block there → it refuses, without asking twice between polls
│   │   └── when the node does not answer → it refuses
│   └── given a reorg → it refuses until the index has followed; past the finality depth, as too deep
├── levels → 0 until known; they follow the node's tags
├── status → what is known, and the problem of a failed read of the index
└── start, stop → polls again and again; not after stop
*/

const now = (genesisTime + 100) * 1000

let fake: FakeChain
let indexed: BlockRow[]
let clock: number
let reports: string[]
let freshness: Freshness
let readIndex: () => Promise<BlockRow[]>

beforeEach(async () => {
  fake = createFakeChain(100)
  indexed = [...fake.blocks]
  clock = now
  reports = []
  readIndex = () => Promise.resolve(indexed.toReversed())
  freshness = createFreshness({
    caip2: 'eip155:31337',
    node: fake.node,
    readBlocks: async (count, atMost = Number.POSITIVE_INFINITY) =>
      (await readIndex()).filter(({ number }) => number <= atMost).slice(0, count),
    limits: { maxLagBlocks: 3, finalityDepth: 30 },
    now: () => clock,
    report: (part, error) => reports.push(error === undefined ? `${part} works` : `${part} fails`),
  })
  await freshness.poll()
})

describe('check', () => {
  it('tells what an answer is true of', async () => {
    fake.tags = { safe: 90, finalized: 80 }
    fake.mine()
    index()
    await freshness.poll()
    const { hash } = fake.head
    expect(await freshness.check(fake.head)).toEqual({
      chain: 'eip155:31337',
      blockNumber: '101',
      blockHash: hash,
      blockTimestamp: genesisTime + 101,
      safeBlock: '90',
      finalizedBlock: '80',
      headBlock: '101',
    })
  })

  it('takes genesis for final where the node knows no tags, and no tag for newer than the head', async () => {
    const asOf = await freshness.check(fake.head)
    expect([asOf.safeBlock, asOf.finalizedBlock]).toEqual(['0', '0'])
    fake.tags = { safe: 101, finalized: 101 }
    fake.mine()
    fake.node = { ...fake.node, blocks: lyingTags(fake) }
    await freshness.poll()
    expect(freshness.levels()).toEqual({ latest: 101, safe: 101, finalized: 101 })
  })

  it('refuses without a row', async () => {
    await expectProblem(freshness.check(null), 'index_stale', 'no block is indexed yet')
  })

  it('lets the block on top of the head of the last poll pass without asking', async () => {
    fake.mine()
    fake.asked = []
    const asOf = await freshness.check(fake.head)
    expect(asOf).toMatchObject({ blockNumber: '101', headBlock: '101' })
    expect(fake.asked).toEqual([])
  })

  describe('given a row that the node has not spoken of', () => {
    it('asks the node once for all who wait, and lets it pass', async () => {
      fake.mine(5)
      fake.asked = []
      const rows = Array.from({ length: 20 }, () => freshness.check(fake.head))
      const answers = await Promise.all(rows)
      expect(new Set(answers.map(({ blockNumber }) => blockNumber))).toEqual(new Set(['105']))
      expect(fake.asked.filter((names) => names.includes('latest'))).toHaveLength(1)
    })

    it('asks about the height of an older row', async () => {
      const row = fake.blocks[98] as BlockRow
      fake.asked = []
      expect(await freshness.check(row)).toMatchObject({ blockNumber: '98', headBlock: '100' })
      expect(fake.asked).toEqual([['latest'], [98]])
    })

    it('begins another poll when one was under way already', async () => {
      const underWay = freshness.poll()
      fake.mine(2)
      expect(await freshness.check(fake.head)).toMatchObject({ blockNumber: '102' })
      await underWay
    })

    it('refuses one that the node has not, and asks no more until the next poll', async () => {
      const row = fake.head
      fake.reorg(2)
      const because = `its block 100 is ${row.hash}, its node's is ${fake.head.hash}`
      await freshness.poll()
      fake.asked = []
      await expectProblem(freshness.check(row), 'index_stale', because)
      await expectProblem(freshness.check(row), 'index_stale', because)
      expect(fake.asked.filter((names) => names.includes('latest'))).toHaveLength(1)
    })

    it('refuses one above a node that is behind', async () => {
      const row = fake.head
      fake.dropTo(90)
      await freshness.poll()
      await expectProblem(freshness.check(row), 'index_stale', 'it is at block 100, its node at 90')
    })

    it('refuses when the node does not answer', async () => {
      fake.mine(2)
      fake.isDown = true
      await expectProblem(
        freshness.check(fake.head),
        'index_stale',
        'it is at block 102, its node at 100',
      )
      expect(reports).toEqual(['node fails'])
    })
  })

  describe('given a reorg', () => {
    it('lets pass again once the index has followed, without waiting for the next poll', async () => {
      const old = fake.head
      fake.reorg(3)
      await freshness.poll()
      await expectProblem(freshness.check(old), 'index_stale')
      index()
      expect(await freshness.check(fake.head)).toMatchObject({ blockHash: fake.head.hash })
    })

    it.each([
      [30, 'index_stale'],
      [31, 'reorg_too_deep'],
      [32, 'reorg_too_deep'],
    ] as const)('of %i blocks is %s', async (depth, code) => {
      const old = fake.head
      fake.reorg(depth)
      await freshness.poll()
      await expectProblem(freshness.check(old), code)
    })

    it('to a shorter chain is too deep as well, past the finality depth', async () => {
      const old = fake.head
      fake.reorg(60)
      fake.dropTo(60)
      await freshness.poll()
      await expectProblem(freshness.check(old), 'reorg_too_deep')
    })

    it('is no deeper than what the rows can tell', async () => {
      fake = createFakeChain(5)
      indexed = [...fake.blocks]
      fake.reorg(4)
      await freshness.poll()
      await expectProblem(freshness.check(indexed.at(-1) as BlockRow), 'index_stale')
    })
  })

  it('refuses what the node had not shown before within the grace', async () => {
    const row = fake.head
    fake.mine(4)
    await freshness.poll()
    await freshness.check(row)
    clock += 1_999
    await freshness.poll()
    await freshness.check(row)
    clock += 1
    await freshness.poll()
    await expectProblem(freshness.check(row), 'index_stale', 'it is at block 100, its node at 104')
  })

  it('gives an index no grace after the node was silent for over 5 s', async () => {
    const row = fake.head
    fake.isDown = true
    clock += 5_001
    await freshness.poll()
    await expectProblem(
      freshness.check(row),
      'index_stale',
      'its node was last reached 5001 ms ago',
    )
    fake.isDown = false
    fake.mine(4)
    await freshness.poll()
    await expectProblem(freshness.check(row), 'index_stale', 'it is at block 100, its node at 104')
  })

  it('refuses rows with a gap', async () => {
    indexed = indexed.filter(({ number }) => number !== 95)
    await freshness.poll()
    await expectProblem(freshness.check(fake.head), 'index_gap', 'block 94 is followed by 96')
  })
})

describe('status', () => {
  it('tells what is known', () => {
    expect(freshness.status()).toEqual({
      problem: undefined,
      indexed: fake.head,
      head: 100,
      safe: 0,
      finalized: 0,
      nodeReachedAt: now,
    })
  })

  it('names the problem of reading the index', async () => {
    const because = 'it cannot be reached'
    readIndex = () => Promise.reject(new ApiError('database_unavailable', { because }))
    await freshness.poll()
    expect(freshness.status().problem).toEqual({ code: 'database_unavailable', because })
    expect(reports).toEqual(['index fails'])
  })

  it('calls an unsettled disagreement stale', async () => {
    fake.reorg(2)
    await freshness.poll()
    expect(freshness.status().problem?.code).toBe('index_stale')
  })
})

describe('poll', () => {
  it('reports when a part begins to fail and when it works again, not in between', async () => {
    fake.isDown = true
    await freshness.poll()
    await freshness.poll()
    expect(reports).toEqual(['node fails'])
    fake.isDown = false
    await freshness.poll()
    await freshness.poll()
    expect(reports).toEqual(['node fails', 'node works'])
  })
})

describe('start', () => {
  it('polls again until it is stopped', async () => {
    await freshness.start()
    fake.mine(1)
    await expect.poll(() => freshness.levels().latest, { timeout: 5_000 }).toBe(101)
    freshness.stop()
  })

  it('does not poll again when it was stopped during a poll', async () => {
    const starting = freshness.start()
    freshness.stop()
    await starting
    expect(freshness.levels().latest).toBe(100)
  })
})

/** Lets the index have every block of the chain. */
function index(): void {
  indexed = [...fake.blocks]
}

/** A node whose tags run ahead of the head that it told a moment before. */
function lyingTags(chain: FakeChain): FakeChain['node']['blocks'] {
  const { blocks } = chain.node
  return async (names) => {
    const answers = await blocks(names)
    if (names.includes('latest')) chain.mine()
    return answers
  }
}

async function expectProblem(
  answer: Promise<unknown>,
  code: ApiError['code'],
  because?: string,
): Promise<void> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ApiError)
  expect((error as ApiError).code).toBe(code)
  if (because) expect(detailOf(error as ApiError)).toContain(because)
}
