import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Feed } from '../../../api/feed/openFeed.ts'
import { pruneFeed, readFeed } from '../../../api/queries/feedEntries.ts'
import { bytes32 } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import type { FakeIndex } from './fakeIndex.ts'
import { createFakeIndex } from './fakeIndex.ts'
import { entriesOf, feedOf, settle, startProcess } from './tell.ts'

let world: World
let first: WorldChain
let second: WorldChain
let index: FakeIndex

const stamp = (n: number) => bytes32(`stamp ${n}`)

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  first.fake.dropTo(10)
  index = createFakeIndex(first)
  await index.sync()
})
afterAll(() => world.stop())

describe('two writers of a chain', () => {
  it('take turns: the second writes once the first is gone', async () => {
    const [one, two] = [startProcess(world, first), startProcess(world, first)]
    await settle(one)
    index.mine({ do: 'post', stamp: stamp(1) })
    await index.sync()
    await settle(two)
    expect(await entriesOf(world, first.id)).toEqual([])
    await settle(one)
    expect(await entriesOf(world, first.id)).toHaveLength(1)

    await one.close()
    index.mine({ do: 'post', stamp: stamp(2) })
    await index.sync()
    await expect
      .poll(
        async () => {
          await settle(two)
          return (await entriesOf(world, first.id)).map(({ stampId }) => stampId)
        },
        { timeout: 5_000 },
      )
      .toEqual([stamp(1), stamp(2)])
    await two.close()
  })

  it('do not block those of another chain', async () => {
    const [one, two] = [startProcess(world, first), startProcess(world, second)]
    await settle(one)
    const other = createFakeIndex(second)
    await other.sync()
    await settle(two)
    other.mine({ do: 'post', stamp: stamp(1) })
    await other.sync()
    await settle(two)
    expect(await entriesOf(world, first.id)).toEqual([])
    expect(await entriesOf(world, second.id)).toMatchObject([{ chain: 'eip155:31338' }])
    await Promise.all([one.close(), two.close()])
  })
})

describe('two processes', () => {
  let feeds: Feed[] = []
  afterEach(async () => {
    await Promise.all(feeds.map((feed) => feed.stop()))
    feeds = []
  })

  it('write each event once, while their connections are cut again and again', async () => {
    feeds = [feedOf(world), feedOf(world)]
    for (const feed of feeds) feed.start()
    for (let n = 0; n < 8; n++) {
      index.mine({ do: 'post', stamp: stamp(n) })
      if (n === 5)
        index.reorg([[{ do: 'post', stamp: stamp(50) }], [{ do: 'post', stamp: stamp(51) }]])
      await index.sync()
      await world.services.store.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where pid in (select pid from pg_locks where locktype = 'advisory')`,
      )
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    const standing = async () => {
      const live = new Map<string, string>()
      for (const { type, id, retracts, block, logIndex } of await entriesOf(world, first.id)) {
        if (type === 'retracted') live.delete(String(retracts))
        else live.set(id, `${block.hash} ${logIndex}`)
      }
      return [...live.values()]
    }
    await expect.poll(standing, { timeout: 20_000 }).toEqual(index.places(0))
  })
})

describe('retention', () => {
  it('takes away what is old and final, and nothing that may be retracted', async () => {
    const writer = startProcess(world, first)
    await settle(writer)
    for (let n = 0; n < 3; n++) index.mine({ do: 'post', stamp: stamp(n) })
    await index.sync()
    await settle(writer)
    const { query } = world.services.store
    await query(
      `update api.feed set written_at = now() - interval '2 days' where block_number < 13`,
    )
    expect(await pruneFeed(query, first.id, 3, 12)).toBe(0)
    expect(await pruneFeed(query, first.id, 1, 11)).toBe(1)
    expect((await entriesOf(world, first.id)).map(({ stampId }) => stampId)).toEqual([
      ...[stamp(1), stamp(2)],
    ])
    expect(await pruneFeed(query, first.id, 1, 99)).toBe(1)
    const [cursor] = await query<{ from: number; begin: number }>(
      'select readable_from as from, begin_number as begin from api.feed_cursor',
    )
    expect(cursor?.begin).toBe(12)
    const [left] = await entriesOf(world, first.id)
    expect(Number(left?.id)).toBeGreaterThan(cursor?.from ?? Number.POSITIVE_INFINITY)

    // What is kept still serves to retract.
    await writer.close()
    const next = startProcess(world, first)
    index.reorg([[]])
    await index.sync()
    await settle(next)
    expect((await entriesOf(world, first.id)).map(({ type }) => type)).toEqual([
      ...['stamp.posted', 'retracted'],
    ])
    await next.close()
  })
})

describe('readFeed', () => {
  it('reads all chains, page by page, in one order', async () => {
    const writers = [startProcess(world, first), startProcess(world, second)]
    const other = createFakeIndex(second)
    await other.sync()
    for (const writer of writers) await settle(writer)
    for (let n = 0; n < 5; n++) {
      index.mine({ do: 'post', stamp: stamp(n) })
      other.mine({ do: 'post', stamp: stamp(n) })
      await Promise.all([index.sync(), other.sync()])
      await Promise.all(writers.map(settle))
    }
    const { query } = world.services.store
    const ids: string[] = []
    let after = 0
    for (let isFull = true; isFull; ) {
      const page = await readFeed(query, after, 3)
      ids.push(...page.entries.map(({ id }) => id))
      after = page.position
      isFull = page.isFull
    }
    expect(ids).toHaveLength(10)
    expect(ids).toEqual([...ids].sort((a, b) => Number(a) - Number(b)))
    await Promise.all(writers.map((writer) => writer.close()))
  })
})
