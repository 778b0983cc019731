import { beforeEach, describe, expect, it } from 'vitest'
import type { Freshness } from '../../../api/freshness/freshness.ts'
import { createFreshness } from '../../../api/freshness/freshness.ts'
import type { Finality } from '../../../api/freshness/judge.ts'
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
├── levels → 0 until known; they follow the node's tags, back too; confirmations where those are set
├── status → what is known, and the problem of a failed read of the index, or of the tables that verdicts are read from
└── start, stop → polls again and again; not after stop
*/

const now = (genesisTime + 100) * 1000

let fake: FakeChain
let indexed: BlockRow[]
let clock: number
/** Connections to the database that have ended. */
let breaks: number
let reports: string[]
let freshness: Freshness
let readIndex: () => Promise<BlockRow[]>
let probe: () => Promise<unknown>

/** Watches the fake chain anew. */
function watch(finality?: Finality): void {
  freshness = createFreshness({
    caip2: 'eip155:31337',
    node: fake.node,
    readBlocks: async (count, atMost = Number.POSITIVE_INFINITY) =>
      (await readIndex()).filter(({ number }) => number <= atMost).slice(0, count),
    probe: () => probe(),
    breaks: () => breaks,
    limits: { maxLagBlocks: 3, maxLagSeconds: 30, finalityDepth: 30, finality },
    now: () => clock,
    report: (part, error) => reports.push(error === undefined ? `${part} works` : `${part} fails`),
  })
}

beforeEach(async () => {
  fake = createFakeChain(100)
  indexed = [...fake.blocks]
  clock = now
  breaks = 0
  reports = []
  readIndex = () => Promise.resolve(indexed.toReversed())
  probe = () => Promise.resolve()
  watch()
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
      index()
      fake.asked = []
      const rows = Array.from({ length: 20 }, () => freshness.check(fake.head))
      const answers = await Promise.all(rows)
      expect(new Set(answers.map(({ blockNumber }) => blockNumber))).toEqual(new Set(['105']))
      expect(fake.asked.filter((names) => names.includes('latest'))).toHaveLength(1)
    })

    it('asks about the height of an older row', async () => {
      const row = fake.head
      fake.mine(2)
      index()
      await freshness.poll()
      fake.asked = []
      expect(await freshness.check(row)).toMatchObject({ blockNumber: '100', headBlock: '102' })
      expect(fake.asked).toEqual([['latest'], [100]])
    })

    it('begins another poll when one was under way already', async () => {
      const underWay = freshness.poll()
      fake.mine(2)
      index()
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

  it('refuses what the node has shown for over 30 s, however little that is', async () => {
    const row = fake.head
    fake.mine(1)
    await freshness.poll()
    for (let waited = 0; waited < 30_000; waited += 500) {
      expect(await freshness.check(row)).toMatchObject({ blockNumber: '100' })
      clock += 500
      if (waited === 5_000 || waited === 20_000) fake.mine(1)
      await freshness.poll()
    }
    expect(await freshness.check(row)).toMatchObject({ blockNumber: '100', headBlock: '103' })
    clock += 1
    const because = 'it is at block 100, its node for 30001 ms beyond it'
    await expectProblem(freshness.check(row), 'index_stale', because)
    expect(freshness.status().problem).toEqual({ code: 'index_stale', because })
    index()
    expect(await freshness.check(fake.head)).toMatchObject({ blockNumber: '103' })
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

  it('refuses a row above a gap that no poll has seen yet', async () => {
    fake.mine(3)
    index()
    indexed = indexed.filter(({ number }) => number !== 102)
    await expectProblem(freshness.check(fake.head), 'index_gap', 'block 101 is followed by 103')
  })

  it('refuses a row on top of one that the database has lost since the last poll', async () => {
    const { number: lost } = fake.head
    fake.mine()
    index()
    indexed = indexed.filter(({ number }) => number !== lost)
    breaks = 1
    await expectProblem(freshness.check(fake.head), 'index_gap', 'block 99 is followed by 101')
  })

  it('reads the blocks again once a connection has ended, and lets pass if none is missing', async () => {
    fake.mine()
    index()
    breaks = 1
    expect(await freshness.check(fake.head)).toMatchObject({ blockNumber: '101' })
  })

  it('refuses rows with a gap', async () => {
    indexed = indexed.filter(({ number }) => number !== 95)
    await freshness.poll()
    await expectProblem(freshness.check(fake.head), 'index_gap', 'block 94 is followed by 96')
  })
})

describe('levels', () => {
  const levelsAfter = async (tags: FakeChain['tags']) => {
    fake.tags = tags
    fake.mine()
    await freshness.poll()
    const { safe, finalized } = freshness.levels()
    return [safe, finalized]
  }

  it('follow the tags forth and back', async () => {
    expect(await levelsAfter({ safe: 90, finalized: 80 })).toEqual([90, 80])
    expect(await levelsAfter({ safe: 95, finalized: 85 })).toEqual([95, 85])
    expect(await levelsAfter({ safe: 91, finalized: 70 })).toEqual([91, 70])
  })

  it('are unknown once the node knows the tags no more', async () => {
    expect(await levelsAfter({ safe: 90, finalized: 80 })).toEqual([90, 80])
    expect(await levelsAfter({ safe: null, finalized: null })).toEqual([0, 0])
  })

  it('keep what was told of a head while that head stays', async () => {
    await levelsAfter({ safe: 90, finalized: 80 })
    fake.asked = []
    await freshness.poll()
    expect(freshness.levels()).toMatchObject({ safe: 90, finalized: 80 })
    expect(fake.asked.flat()).toEqual(['latest'])
  })

  it('go by confirmations where these are set, and then ask for no tag', async () => {
    watch({ safeConfirmations: 2, finalizedConfirmations: 11 })
    fake.asked = []
    expect(await levelsAfter({ safe: 5, finalized: 5 })).toEqual([100, 91])
    expect(fake.asked.flat()).not.toContain('safe')
    expect(fake.asked.flat()).not.toContain('finalized')
    fake.reorg(3)
    fake.dropTo(99)
    await freshness.poll()
    expect(freshness.levels()).toEqual({ latest: 99, safe: 98, finalized: 89 })
  })

  it('mix a tag and confirmations', async () => {
    watch({ finalizedConfirmations: 11 })
    expect(await levelsAfter({ safe: 95, finalized: 100 })).toEqual([95, 91])
    expect(await levelsAfter({ safe: 50, finalized: 100 })).toEqual([50, 50])
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

describe('a probe of the tables that verdicts are read from', () => {
  it('that fails is told by status, and nobody is judged by it', async () => {
    const error = new ApiError('database_unavailable', { because: 'it took longer than 2000 ms' })
    probe = () => Promise.reject(error)
    await freshness.poll()
    expect(freshness.status().problem).toMatchObject({ code: 'database_unavailable' })
    expect(await freshness.check(fake.head)).toMatchObject({ blockNumber: '100' })
    expect(reports).toEqual(['verdicts fails'])

    probe = () => Promise.resolve()
    await freshness.poll()
    await expect.poll(() => freshness.status().problem).toBeUndefined()
    expect(reports).toEqual(['verdicts fails', 'verdicts works'])
  })

  it('that hangs is made once, and holds up nothing', async () => {
    let probes = 0
    probe = () => {
      probes += 1
      return new Promise(() => {})
    }
    for (let polls = 0; polls < 3; polls++) await freshness.poll()
    expect(probes).toBe(1)
    expect(freshness.status().problem).toBeUndefined()
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
