import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../../api/feed/snapshot.ts'
import { takeSnapshot } from '../../../api/feed/snapshot.ts'
import { ApiError } from '../../../api/problem.ts'
import { readSnapshotPage } from '../../../api/queries/snapshotRows.ts'
import type { SnapshotBegin, SnapshotEnd, SnapshotRow } from '../../../protocol/wire/snapshot.ts'
import { snapshotLine } from '../../../protocol/wire/snapshot.ts'
import { stateTableNames, stateTables } from '../../../protocol/wire/stateTables.ts'
import { address } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import { few, judgedActs } from './acts.ts'
import type { Act, FakeIndex } from './fakeIndex.ts'
import { createFakeIndex } from './fakeIndex.ts'
import type { Replica } from './replica.ts'
import { createReplica } from './replica.ts'
import type { Process } from './tell.ts'
import { entriesOf, settle, startProcess } from './tell.ts'

/**
 * Whatever happens on chain, and whenever the index, the feed's writers and those who read it get their turns: every
 * snapshot with the feed behind it is the index, and the feed tells every event of the chain once.
 */

let world: World
let chain: WorldChain

beforeAll(async () => {
  world = await startWorld()
  ;[chain] = world.chains as [WorldChain]
})
afterAll(() => world.stop())

const act: fc.Arbitrary<Act> = fc.oneof(
  ...judgedActs,
  fc.record({
    do: fc.constantFrom('linkAccount', 'unlinkAccount'),
    account: few.map((n) => `cosmos:x:${n}`),
  }),
  fc.record({
    do: fc.constant('transfer'),
    from: few.map((n) => address(`account ${n}`)),
    to: few.map((n) => address(`other ${n}`)),
    amount: fc.constant(1n),
  }),
)
const block = fc.array(act, { maxLength: 3 })

type Turn =
  | { turn: 'mine'; acts: Act[] }
  | { turn: 'reorg'; blocks: Act[][] }
  | { turn: 'drop'; fork: boolean }
  | { turn: 'index'; behind: number }
  | { turn: 'write' }
  | { turn: 'another' }
  | { turn: 'snapshot' }
  | { turn: 'read' }

const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ turn: fc.constant('mine'), acts: block }) },
  {
    weight: 2,
    arbitrary: fc.record({
      turn: fc.constant('reorg'),
      blocks: fc.array(block, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ turn: fc.constant('drop'), fork: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      turn: fc.constant('index'),
      behind: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 })),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ turn: 'write' } as const) },
  { weight: 1, arbitrary: fc.constant({ turn: 'another' } as const) },
  { weight: 1, arbitrary: fc.constant({ turn: 'snapshot' } as const) },
  { weight: 3, arbitrary: fc.constant({ turn: 'read' } as const) },
)

type Reader = {
  snapshot: Snapshot
  lines: AsyncGenerator<string, void>
  replica: Replica
  end?: SnapshotEnd
  /** A read that waits for the feed. */
  pending?: Promise<void> | undefined
}

describe('a replica', () => {
  it('is the index, whatever happens', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 10, maxLength: 40 }), async (turns) => {
        const story = await begin()
        try {
          for (const each of turns) await story.play(each)
          await story.end()
        } finally {
          await story.writer().close()
        }
      }),
      { numRuns: process.env.RUN_DEEP === '1' ? 200 : 20 },
    )
  })
})

async function begin() {
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  chain.fake.dropTo(10)
  const index: FakeIndex = createFakeIndex(chain)
  await index.sync()
  let writer: Process = startProcess(world, chain, 0)
  await settle(writer)
  const readers: Reader[] = []

  return {
    writer: () => writer,
    async play(each: Turn): Promise<void> {
      const { number: height } = chain.fake.head
      switch (each.turn) {
        case 'mine':
          return index.mine(...each.acts)
        case 'reorg':
          if (height - each.blocks.length >= 5) index.reorg(each.blocks)
          return
        case 'drop':
          if (height <= 8) return
          index.dropTo(height - 1)
          if (each.fork) index.reorg([[]])
          return
        case 'index':
          return index.sync(Math.max(height - each.behind, 0))
        case 'write':
          return void (await attempt(() => writer.tick()))
        case 'another':
          await writer.close()
          writer = startProcess(world, chain, 0)
          return
        case 'snapshot': {
          const snapshot = await attempt(() => takeSnapshot(chain.chain, world.services.store, 2))
          if (snapshot && readers.length < 3) {
            readers.push({ snapshot, lines: snapshot.lines(), replica: createReplica() })
          }
          return
        }
        case 'read':
          for (const reader of readers) read(reader)
          // What waits for the feed waits on; what does not is done in a moment.
          return new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async end(): Promise<void> {
      await index.sync()
      await settle(writer)
      for (const reader of readers) {
        while (!reader.end) {
          read(reader)
          await reader.pending
        }
        await expectIndex(reader)
      }
      await expectEveryEventOnce(index)
    },
  }
}

/** Reads the next piece of a snapshot, if the one before is there. */
function read(reader: Reader): void {
  if (reader.pending || reader.end) return
  reader.pending = (async () => {
    const { value } = await reader.lines.next()
    for (const text of (value ?? '').split('\n').filter(Boolean)) {
      const line = snapshotLine.parse(JSON.parse(text)) as SnapshotBegin | SnapshotRow | SnapshotEnd
      if ('table' in line) reader.replica.put(line.table, line.row)
      else if (line.type === 'end') reader.end = line
    }
    reader.pending = undefined
  })()
}

async function expectIndex({ snapshot, replica, end }: Reader): Promise<void> {
  const position = Number(snapshot.begin.position)
  expect(Number(end?.position)).toBeGreaterThanOrEqual(position)
  for (const entry of await entriesOf(world, chain.id, position)) replica.apply(entry)
  for (const table of stateTableNames) {
    const { settledBefore } = snapshot.begin
    const page = await readSnapshotPage(chain.chain, table, undefined, settledBefore, 10_000)
    const expected = page.rows.map((row) => [
      JSON.stringify(stateTables[table].key.map((column) => String(row[column]))),
      row,
    ])
    expect([table, Object.fromEntries(replica.rows(table))]).toEqual([
      table,
      Object.fromEntries(expected),
    ])
  }
}

async function expectEveryEventOnce(index: FakeIndex): Promise<void> {
  const standing = new Map<string, string>()
  for (const entry of await entriesOf(world, chain.id)) {
    const place = `${entry.block.hash} ${entry.logIndex}`
    if (entry.type === 'retracted') {
      expect(standing.get(place)).toBe(entry.retracts)
      standing.delete(place)
    } else if (entry.type !== 'state.corrected') {
      expect(standing.has(place)).toBe(false)
      standing.set(place, entry.id)
    }
  }
  expect([...standing.keys()].sort()).toEqual(index.places(0).sort())
}

/** Undefined where the chain is unfit, which is no fault. */
async function attempt<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ApiError && error.code === 'index_stale') return undefined
    throw error
  }
}
