import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readFeedCursor } from '../../../api/queries/feedCursor.ts'
import { loadSnapshot } from '../../../sdk/src/replica/follow/loadSnapshot.ts'
import { createStanding } from '../../../sdk/src/replica/follow/standing.ts'
import { applyChange } from '../../../sdk/src/replica/state/applyChange.ts'
import { judgedActs } from '../../api/feed/acts.ts'
import type { Act, FakeIndex } from '../../api/feed/fakeIndex.ts'
import { createFakeIndex } from '../../api/feed/fakeIndex.ts'
import type { Process } from '../../api/feed/tell.ts'
import { entriesOf, settle, startProcess } from '../../api/feed/tell.ts'
import type { World, WorldChain } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'
import { appSource } from './support/appSource.ts'
import { contentOf } from './support/contentOf.ts'

let world: World
let chain: WorldChain

beforeAll(async () => {
  world = await startWorld()
  ;[chain] = world.chains as [WorldChain]
})
afterAll(() => world.stop())

const block = fc.array(fc.oneof(...judgedActs), { maxLength: 4 })
const turn = fc.oneof(
  { weight: 3, arbitrary: fc.record({ mine: block }) },
  { weight: 2, arbitrary: fc.record({ reorg: fc.array(block, { minLength: 1, maxLength: 4 }) }) },
)

function play(index: FakeIndex, each: { mine: Act[] } | { reorg: Act[][] }): void {
  if ('mine' in each) index.mine(...each.mine)
  else if (chain.fake.head.number - each.reorg.length >= 5) index.reorg(each.reorg)
}

/** The lock of the writer before it goes with that one's connection, whose end Postgres sees in its own time. */
async function startWriter(): Promise<Process> {
  const writer = startProcess(world, chain, 0)
  const hasBegun = async () => {
    await settle(writer)
    expect(await readFeedCursor(world.services.store.query, chain.id)).toBeDefined()
  }
  await vi.waitFor(hasBegun, { timeout: 30_000, interval: 100 })
  return writer
}

describe('a replica that follows the feed of the API', () => {
  it('is what a fresh snapshot is, row by row, whatever reorgs have undone', async () => {
    let retractions = 0
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 3, maxLength: 12 }), async (turns) => {
        await world.services.store.query('delete from api.feed')
        await world.services.store.query('delete from api.feed_cursor')
        chain.fake.dropTo(10)
        const index = createFakeIndex(chain)
        await index.sync()
        const writer = await startWriter()
        const { source } = appSource(world, chain)
        const { signal } = new AbortController()
        const { state, begin } = await loadSnapshot(source, signal)
        const standing = createStanding(begin.asOf, 0, 30)
        standing.heard(0)
        for (const each of turns) {
          play(index, each)
          await index.sync()
          await settle(writer)
        }
        for (const entry of await entriesOf(world, chain.id, Number(begin.position))) {
          for (const change of entry.state) applyChange(state, change)
          standing.entered(entry, 0)
          retractions += entry.type === 'retracted' ? 1 : 0
        }
        const fresh = await loadSnapshot(source, signal)
        expect(contentOf(state)).toEqual(contentOf(fresh.state))
        // What it says that it is true of is on the chain, and not above its head.
        const { asOf } = standing.check(0)
        const { number, hash } = chain.fake.blocks[Number(asOf.blockNumber)] ?? {}
        expect([String(number), hash]).toEqual([asOf.blockNumber, asOf.blockHash])
        await writer.close()
      }),
      { numRuns: process.env.RUN_DEEP === '1' ? 200 : 10 },
    )
    expect(retractions).toBeGreaterThan(0)
  }, 240_000)
})
