import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../sdk/src/api/ApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { readSnapshot } from '../../../sdk/src/api/readSnapshot.ts'
import type {
  FeedBreak,
  FeedStatus,
  WatchEventsParameters,
} from '../../../sdk/src/api/watchEvents.ts'
import { watchEvents } from '../../../sdk/src/api/watchEvents.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { ApiUnreachableError } from '../../../sdk/src/errors/ApiUnreachableError.ts'
import { CursorExpiredError } from '../../../sdk/src/errors/CursorExpiredError.ts'
import type { FakeIndex } from '../../api/feed/fakeIndex.ts'
import { createFakeIndex, owner } from '../../api/feed/fakeIndex.ts'
import type { Process } from '../../api/feed/tell.ts'
import { settle, startProcess } from '../../api/feed/tell.ts'
import { address, bytes32 } from '../../api/verifyScene.ts'
import type { World, WorldChain } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'
import { collect } from './support/collect.ts'
import type { Served } from './support/serve.ts'
import { serve } from './support/serve.ts'

/*
watchEvents, of the real API
├── what happens from now on, or after an id, in order
├── given the API is gone between entries and comes again → what happened meanwhile, none lost, none twice
│   └── also before the first entry
├── given a reorg meanwhile → `retracted` entries
├── given the chain becomes unfit → onStatus
├── given an id that the feed does not reach back to → CursorExpiredError; the snapshot leads on
├── given a request that is wrong → its problem
└── given the signal aborts → the end
*/

const chain = 'eip155:31337'
let world: World
let worldChain: WorldChain
let index: FakeIndex
let writer: Process
let served: Served
let api: ApiClient<typeof chain>
let abort: AbortController

beforeAll(async () => {
  world = await startWorld()
  ;[worldChain] = world.chains as [WorldChain]
})
beforeEach(async () => {
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  worldChain.fake.dropTo(10)
  worldChain.fake.isDown = false
  index = createFakeIndex(worldChain)
  await index.sync()
  writer = startProcess(world, worldChain)
  await settle(writer)
  served = await serve(world.app.fetch)
  api = createApiClient({ url: served.url, chain })
  abort = new AbortController()
})
afterEach(async () => {
  abort.abort()
  await served.stop()
  await writer.close()
})
afterAll(() => world.stop())

const stamps = ['a', 'b', 'c', 'd'].map((name) => bytes32(name))

/** Has something happen in a block of its own, and the feed tell of it. */
async function happen(...acts: Parameters<FakeIndex['mine']>): Promise<void> {
  index.mine(...acts)
  await index.sync()
  await settle(writer)
}

const post = (n: number) => happen({ do: 'post', stamp: stamps[n] ?? '0x' })

const openStreams = () => world.services.feed.streams.count()

/** Watches in the background, from when the stream is open. */
async function watch(parameters: Partial<WatchEventsParameters<typeof chain>> = {}) {
  const watched = collect(watchEvents(api, { signal: abort.signal, ...parameters }))
  await expect.poll(openStreams).toBe(1)
  return watched
}

const typesOf = (entries: readonly { type: string }[]) => entries.map(({ type }) => type)

describe('watchEvents', () => {
  it('gives what happens from now on, or after an id', async () => {
    await post(0)
    const watched = await watch()
    await happen({ do: 'admitted', stamp: stamps[0] as '0x' })
    await happen({ do: 'collected', stamp: stamps[0] as '0x' })
    const [admitted, collected] = await watched.first(2)
    expect(admitted).toMatchObject({ type: 'stamp.admitted', chain, stampId: stamps[0] })
    expect(collected).toMatchObject({
      type: 'stamp.collected',
      data: {},
      state: [{ table: 'stamp' }],
    })
    const after = collect(watchEvents(api, { from: admitted?.id, signal: abort.signal }))
    expect(await after.first(1)).toEqual([collected])
    expect(watched.all).toHaveLength(2)
  })

  it('gives only what is asked for', async () => {
    const watched = await watch({ type: ['stamp.admitted', 'wallet.*'], inboxId: owner })
    const stamp = stamps[0] as '0x'
    await happen({ do: 'post', stamp }, { do: 'admitted', stamp })
    await happen({ do: 'link', wallet: address('wallet'), inboxId: owner })
    expect(typesOf(await watched.first(1))).toEqual(['wallet.linked'])
  })

  it('loses nothing and tells nothing twice while the API comes and goes', async () => {
    const breaks: FeedBreak[] = []
    const watched = await watch({ onBreak: (event) => void breaks.push(event) })
    await post(0)
    await watched.first(1)
    const { port } = served
    for (const n of [1, 2, 3]) {
      await served.stop()
      await post(n)
      served = await serve(world.app.fetch, port)
      await watched.first(n + 1)
    }
    await expect.poll(openStreams).toBe(1)
    expect(watched.all.map(({ stampId }) => stampId)).toEqual(stamps)
    expect(breaks.length).toBeGreaterThanOrEqual(3)
    for (const { retryInMs } of breaks) expect(retryInMs).toBeLessThanOrEqual(30_000)
  })

  it('goes on from where it began, though nothing had come', async () => {
    const tries: FeedBreak[] = []
    let isBegun = false
    const own = createApiClient({
      ...{ url: served.url, chain },
      async fetch(...call) {
        const response = await fetch(...call)
        const [body, copy] = response.body?.tee() ?? []
        void copy
          ?.getReader()
          .read()
          .then(() => {
            isBegun = true
          })
        return new Response(body, response)
      },
    })
    const onBreak = (event: FeedBreak) => void tries.push(event)
    const watched = collect(watchEvents(own, { signal: abort.signal, onBreak }))
    await expect.poll(() => isBegun).toBe(true)
    const { port } = served
    await served.stop()
    await post(0)
    await expect
      .poll(() => tries.some(({ error }) => error instanceof ApiUnreachableError), {
        timeout: 15_000,
      })
      .toBe(true)
    served = await serve(world.app.fetch, port)
    expect(typesOf(await watched.first(1))).toEqual(['stamp.posted'])
  })

  it('hands over what a reorg took back meanwhile', async () => {
    const watched = await watch()
    await post(0)
    const [posted] = await watched.first(1)
    const { port } = served
    await served.stop()
    index.reorg([[]])
    await index.sync()
    await settle(writer)
    served = await serve(world.app.fetch, port)
    const [, retracted] = await watched.first(2)
    expect(retracted).toMatchObject({
      ...{ type: 'retracted', retracts: posted?.id, retractedType: 'stamp.posted' },
      state: [{ table: 'stamp', row: null }],
    })
  })

  it('tells when the chain is unfit, and when it is fit again', async () => {
    const statuses: FeedStatus[] = []
    const watched = await watch({ onStatus: (status) => void statuses.push(status) })
    worldChain.fake.isDown = true
    world.clock.now += 6_000
    await worldChain.chain.freshness.poll()
    await expect.poll(() => statuses).toMatchObject([{ chain, fit: false, code: 'index_stale' }])
    worldChain.fake.isDown = false
    await worldChain.chain.freshness.poll()
    await expect.poll(() => statuses[1], { timeout: 5_000 }).toEqual({ chain, fit: true })
    expect(watched.all).toEqual([])
  })

  it('says where to begin anew, and that leads on', async () => {
    const lost = await errorOf(watchEvents(api, { from: '999999999999999' }))
    expect(lost).toBeInstanceOf(CursorExpiredError)
    expect(lost).toMatchObject({
      from: '999999999999999',
      snapshotUrl: `${served.url}/v1/snapshot?chain=${chain}`,
      cause: { code: 'cursor_expired' },
    })
    let from = ''
    await post(0)
    for await (const line of readSnapshot(api, {})) {
      if (!('table' in line) && line.type === 'snapshot') from = line.position
    }
    await post(1)
    const watched = await watch({ from })
    expect((await watched.first(1))[0]).toMatchObject({ stampId: stamps[1] })
  })

  it('throws what trying again does not mend', async () => {
    const elsewhere = await errorOf(watchEvents(api, { chain: 'eip155:5' }))
    expect(elsewhere).toBeInstanceOf(ApiProblemError)
    expect(elsewhere).toMatchObject({ code: 'unknown_chain' })
    const burnt = await errorOf(watchEvents(api, { type: 'stamp.burnt' }))
    expect(burnt).toMatchObject({ code: 'invalid_request' })
    const keyless = createApiClient({ url: served.url, chain, apiKey: 'pp_wrong' })
    expect(await errorOf(watchEvents(keyless, {}))).toMatchObject({ code: 'invalid_api_key' })
    expect(await errorOf(watchEvents(api, { from: 'x' }))).toMatchObject({ parameter: 'from' })
    const bare = createApiClient({ url: served.url })
    expect(await errorOf(watchEvents(bare, {} as never))).toMatchObject({ parameter: 'chain' })
  })

  it('ends when the signal aborts, and lets the stream go', async () => {
    const watched = await watch()
    abort.abort()
    await watched.ended
    await expect.poll(openStreams).toBe(0)
    await collect(watchEvents(api, { signal: abort.signal })).ended
  })

  it('lets the stream go when nobody iterates any more', async () => {
    const entries = watchEvents(api, { from: '0', signal: abort.signal })
    await entries.next().catch(() => {})
    const watching = watchEvents(api, { signal: abort.signal })
    const next = watching.next()
    await expect.poll(openStreams).toBe(1)
    await post(0)
    await next
    await watching.return()
    await expect.poll(openStreams).toBe(0)
  })

  it('ends when its client does', async () => {
    const closing = new AbortController()
    const own = createApiClient({ url: served.url, chain, signal: closing.signal })
    const watched = collect(watchEvents(own, {}))
    await expect.poll(openStreams).toBe(1)
    closing.abort()
    await watched.ended
  })
})

async function errorOf(entries: AsyncIterable<unknown>): Promise<unknown> {
  return await collect(entries).ended.then(
    () => undefined,
    (error: unknown) => error,
  )
}
