import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../api/app.ts'
import { openFeed } from '../../../api/feed/openFeed.ts'
import { createMetrics } from '../../../api/metrics.ts'
import type { FeedEntry } from '../../../protocol/wire/event.ts'
import { feedEntry } from '../../../protocol/wire/event.ts'
import type { SnapshotBegin, SnapshotEnd } from '../../../protocol/wire/snapshot.ts'
import { snapshotLine } from '../../../protocol/wire/snapshot.ts'
import { stateTableNames } from '../../../protocol/wire/stateTables.ts'
import { askProblem } from '../ask.ts'
import { holdToContract } from '../contract.ts'
import { address, bytes32, recipient, relay } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import type { FakeIndex } from './fakeIndex.ts'
import { createFakeIndex, owner } from './fakeIndex.ts'
import type { Process } from './tell.ts'
import { settle, startProcess } from './tell.ts'

let world: World
let chain: WorldChain
let index: FakeIndex
let writer: Process
let api: Api

const path = '/v1/events?chain=eip155:31337'
const stamp = bytes32('stamp')
const other = bytes32('other stamp')

beforeAll(async () => {
  world = await startWorld()
  ;[chain] = world.chains as [WorldChain]
})
beforeEach(async () => {
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  chain.fake.dropTo(10)
  chain.fake.isDown = false
  index = createFakeIndex(chain)
  await index.sync()
  writer = startProcess(world, chain)
  await settle(writer)
  api = await startApi({})
})
afterEach(async () => {
  await api.stop()
  await writer.close()
})
afterAll(() => world.stop())

describe('getEvents', () => {
  it('tells what happens from now on, each once, in order', async () => {
    await happen({ do: 'post', stamp })
    const stream = await listen(path)
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    expect(stream.headers.get('cache-control')).toBe('no-store')
    expect(stream.headers.get('x-accel-buffering')).toBe('no')
    expect(stream.headers.get('access-control-allow-origin')).toBe('*')
    await happen({ do: 'admitted', stamp }, { do: 'post', stamp: other })
    await happen({ do: 'collected', stamp })
    const entries = await stream.entries(3)
    expect(entries.map(({ type }) => type)).toEqual([
      ...['stamp.admitted', 'stamp.posted', 'stamp.collected'],
    ])
    for (const entry of entries) expect(feedEntry.strict().parse(entry)).toEqual(entry)
  })

  it('goes on after the last id, by header or query, the header first', async () => {
    const stream = await listen(path)
    await happen({ do: 'post', stamp }, { do: 'admitted', stamp }, { do: 'collected', stamp })
    const [first, second] = await stream.entries(3)
    stream.close()
    const byHeader = await listen(`${path}&lastEventId=0`, { 'last-event-id': String(first?.id) })
    expect((await byHeader.entries(2)).map(({ type }) => type)).toEqual([
      ...['stamp.admitted', 'stamp.collected'],
    ])
    const byQuery = await listen(`${path}&lastEventId=${second?.id}`)
    expect((await byQuery.entries(1)).map(({ type }) => type)).toEqual(['stamp.collected'])
  })

  it('tells a retraction to whoever comes again', async () => {
    const stream = await listen(path)
    await happen({ do: 'post', stamp })
    const [posted] = await stream.entries(1)
    stream.close()
    index.reorg([[]])
    await index.sync()
    await settle(writer)
    const again = await listen(path, { 'last-event-id': String(posted?.id) })
    expect(await again.entries(1)).toMatchObject([{ type: 'retracted', retracts: posted?.id }])
  })

  it.each([
    ['type=stamp.posted', ['stamp.posted']],
    ['type=stamp.*', ['stamp.posted', 'stamp.admitted']],
    ['type=stamp.admitted,consent.set', ['stamp.admitted', 'consent.set']],
    ['type=wallet.linked&type=stamp.admitted', ['stamp.admitted', 'wallet.linked']],
    [`inboxId=${recipient.toUpperCase().replace('0X', '0x')}`, ['stamp.posted', 'stamp.admitted']],
    [`inboxId=${owner}`, ['consent.set', 'wallet.linked']],
    [`relay=${relay}`, ['stamp.posted', 'stamp.admitted']],
    [`relay=${relay}&type=stamp.admitted`, ['stamp.admitted']],
  ])('passes only what is asked for: %s', async (query, types) => {
    const from = await position()
    await happen(
      { do: 'post', stamp },
      { do: 'admitted', stamp },
      { do: 'consent', subject: bytes32('subject'), word: 'allowed' },
      { do: 'link', wallet: address('wallet'), inboxId: owner },
    )
    const stored = await listen(`${path}&${query}&lastEventId=${from}`)
    expect((await stored.entries(types.length)).map(({ type }) => type)).toEqual(types)
    index.reorg([[]])
    await index.sync()
    await settle(writer)
    // What retracts passes with what it retracts, and nothing else does.
    const retracted = await stored.entries(types.length)
    expect(retracted.map(({ retractedType }) => retractedType)).toEqual(types.toReversed())
  })

  it('says that it is there, and up to where nothing was for the client', async () => {
    await api.stop()
    api = await startApi({ heartbeat: 50 })
    const stream = await listen(`${path}&type=nonce.voided`)
    await happen({ do: 'post', stamp })
    const newest = await position()
    await stream.until((text) => text.includes(`: still here\nid: ${newest}\n\n`))
  })

  it('says when the chain is unfit, and when it is fit again', async () => {
    const stream = await listen(path)
    chain.fake.isDown = true
    world.clock.now += 6_000
    await chain.chain.freshness.poll()
    await stream.until((text) => text.includes('event: status'))
    expect(stream.text()).toContain('"fit":false,"code":"index_stale"')
    chain.fake.isDown = false
    await chain.chain.freshness.poll()
    await stream.until((text) => text.includes('"fit":true'))
  })

  it.each([
    ['1', 'it keeps nothing as old'],
    ['999999999999999', 'it has not come as far'],
    ['junk\u00e9', 'it is no id of this feed'],
    ['-1', 'it is no id of this feed'],
  ])('does not go on from %s', async (id, because) => {
    const url = `${path}&lastEventId=${encodeURIComponent(id)}`
    const problem = await askProblem(world.app, url, 'cursor_expired')
    expect(problem.detail).toContain(because)
    expect(problem.snapshot).toBe('/v1/snapshot?chain=eip155:31337')
  })

  it('refuses what it does not know', async () => {
    await askProblem(world.app, '/v1/events', 'invalid_request')
    const burnt = await askProblem(world.app, `${path}&type=stamp.burnt`, 'invalid_request')
    expect(burnt.detail).toContain('is no type: of stamp.* there are stamp.posted, stamp.admitted,')
    await askProblem(world.app, `${path}&type=`, 'invalid_request')
    await askProblem(world.app, `${path}&wallet=0x`, 'invalid_request')
    await askProblem(world.app, '/v1/events?chain=eip155:5', 'unknown_chain')
  })

  it('does not begin before the feed has', async () => {
    await world.services.store.query('delete from api.feed_cursor')
    await askProblem(world.app, path, 'index_stale')
  })

  it('has room for so many, of a client and of all', async () => {
    await api.stop()
    api = await startApi({ perClient: 2 })
    const [first] = [await listen(path), await listen(path)]
    const refused = await fetch(api.url + path)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ code: 'too_many_streams' })
    first.close()
    await expect
      .poll(async () => {
        const response = await fetch(api.url + path)
        await response.body?.cancel()
        return response.status
      })
      .toBe(200)
    await api.stop()
    api = await startApi({ perNetwork: 2 })
    const open = (client: string) =>
      api.feed.streams.open({ chain: chain.chain, after: undefined, client, filter: {} })
    await open('2001:db8:1:2::/64')
    await open('2001:db8:1:3::/64')
    await expect(open('2001:db8:1:4::/64')).rejects.toMatchObject({ code: 'too_many_streams' })
    await open('2001:db8:2:4::/64')
    await api.stop()
    api = await startApi({ perProcess: 1 })
    await listen(path)
    const crowded = await fetch(api.url + path)
    expect(await crowded.json()).toMatchObject({ code: 'too_many_streams' })
  })

  it('keeps no stream open for HEAD', async () => {
    for (let i = 0; i < 30; i++) {
      const head = await fetch(api.url + path, { method: 'HEAD' })
      expect(head.headers.get('content-type')).toBe('text/event-stream')
    }
    await listen(path)
  })

  it('ends with the server, at once', async () => {
    const stream = await listen(path)
    const start = performance.now()
    await api.stop()
    await stream.until(() => stream.hasEnded())
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('lets a client go that does not read, and gives others what they wait for', async () => {
    await api.stop()
    api = await startApi({ stall: 300 })
    const from = await position()
    const deaf = connect(new URL(api.url).port as unknown as number, '127.0.0.1')
    deaf.write(`GET ${path}&lastEventId=${from} HTTP/1.1\r\nhost: api\r\n\r\n`)
    deaf.pause()
    const closed = new Promise((resolve) => deaf.once('close', resolve))
    const stream = await listen(path)
    // More than the buffers of two sockets hold.
    const many = Array.from({ length: 1_500 }, (_, i) => `cosmos:x:${i}${'y'.repeat(2_000)}`)
    await happen(...many.map((account) => ({ do: 'linkAccount', account }) as const))
    const entries = await stream.entries(many.length)
    expect(entries.map(({ data }) => data.account)).toEqual(many)
    await expect.poll(() => api.openStreams(), { timeout: 10_000 }).toBe(1)
    deaf.resume()
    await closed
  })
})

describe('getSnapshot', () => {
  const snapshotPath = '/v1/snapshot?chain=eip155:31337'

  it('gives every row, between a first and a last line', async () => {
    await happen({ do: 'post', stamp }, { do: 'linkAccount', account: 'cosmos:x:y' })
    const response = await fetch(api.url + snapshotPath)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const line of lines) expect(snapshotLine.parse(line)).toEqual(line)
    const [begin, ...rows] = lines as [SnapshotBegin]
    const end = rows.pop() as unknown as SnapshotEnd
    expect(begin).toMatchObject({
      type: 'snapshot',
      position: String(await position()),
      asOf: { chain: 'eip155:31337', blockNumber: '11', blockHash: chain.fake.head.hash },
      keys: { inbox: ['inboxId'], account: ['inboxId', 'account'], stamp: ['stampId'] },
    })
    expect(Object.keys(begin.keys)).toEqual(stateTableNames)
    expect(rows).toMatchObject([
      { table: 'inbox', row: { inboxId: owner } },
      { table: 'account', row: { account: 'cosmos:x:y' } },
      { table: 'stamp', row: { stampId: stamp, status: 'open' } },
    ])
    expect(end).toEqual({ type: 'end', position: begin.position, rows: 3 })
  })

  it('leads on to the feed', async () => {
    await happen({ do: 'post', stamp })
    const text = await (await fetch(api.url + snapshotPath)).text()
    const { position: from } = JSON.parse(text.split('\n')[0] as string) as SnapshotBegin
    await happen({ do: 'admitted', stamp })
    const stream = await listen(path, { 'last-event-id': from })
    expect(await stream.entries(1)).toMatchObject([{ type: 'stamp.admitted' }])
  })

  it('is refused while the chain is unfit, before the feed has begun, and of a chain unknown', async () => {
    chain.fake.isDown = true
    world.clock.now += 6_000
    await askProblem(world.app, snapshotPath, 'index_stale')
    chain.fake.isDown = false
    await index.sync()
    await world.services.store.query('delete from api.feed_cursor')
    await askProblem(world.app, snapshotPath, 'index_stale')
    await askProblem(world.app, '/v1/snapshot?chain=eip155:5', 'unknown_chain')
    await askProblem(world.app, '/v1/snapshot', 'invalid_request')
  })

  const hold = (client: string) => api.feed.snapshots.open(chain.chain, { client })

  it('has room for two at a time, one of a client', async () => {
    expect(await (await fetch(api.url + snapshotPath)).text()).toContain('"type":"end"')
    const crowded = (by: string) => ({ code: 'too_many_streams', facts: { by } })
    // Two that nobody reads.
    const held = [await hold('a'), await hold('b')]
    const refused = await fetch(api.url + snapshotPath)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'too_many_streams' })
    await held[0]?.cancel()
    await expect(hold('b')).rejects.toMatchObject(crowded('client'))
    expect((await fetch(api.url + snapshotPath)).status).toBe(200)
    await held[1]?.cancel()
  })

  it('ends the slowest of those that hold all places when another waits', async () => {
    await api.stop()
    api = await startApi({}, { grace: 0, perProcess: 1 })
    const slow = (await hold('a')).getReader()
    await slow.read()
    const next = await hold('b')
    await next.cancel()
    const { done } = await slow.read()
    expect(done).toBe(true)
  })
})

/** Has something happen in a block of its own, and the feed tell of it. */
async function happen(...acts: Parameters<FakeIndex['mine']>): Promise<void> {
  index.mine(...acts)
  await index.sync()
  await settle(writer)
}

async function position(): Promise<number> {
  const [row] = await world.services.store.query<{ seq: number }>(
    'select max(last_seq) as seq from api.feed_cursor',
  )
  return row?.seq ?? 0
}

type Api = Awaited<ReturnType<typeof startApi>>

/** The API behind a real server, with a feed that writes nothing by itself. */
async function startApi(
  streamLimits: Parameters<typeof openFeed>[0]['streamLimits'],
  snapshotLimits: Parameters<typeof openFeed>[0]['snapshotLimits'] = {},
) {
  const { chains, store, log } = world.services
  const feed = openFeed({
    ...{ chains, store, log, metrics: createMetrics(), retentionDays: 7 },
    ...{ streamLimits, snapshotLimits },
  })
  const server = createAdaptorServer({
    fetch: holdToContract(createApp({ ...world.services, feed })).fetch,
  }) as Server
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  let stopping: Promise<void> | undefined
  return {
    feed,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    openStreams: () => feed.streams.count(),
    stop() {
      stopping ??= (async () => {
        await feed.stop()
        await new Promise((resolve) => {
          server.close(resolve)
          setTimeout(() => server.closeAllConnections(), 1_500).unref()
        })
      })()
      return stopping
    },
  }
}

/** A stream read as it comes. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  const response = await fetch(api.url + url, { headers, signal: abort.signal })
  expect([url, response.status]).toEqual([url, 200])
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  let hasEnded = false
  let taken = 0
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
    }
  })()
    .catch(() => {})
    .finally(() => {
      hasEnded = true
    })
  const until = (condition: (text: string) => boolean) =>
    expect.poll(() => condition(text), { timeout: 15_000, interval: 20 }).toBe(true)
  const all = () => [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)]
  return {
    headers: response.headers,
    text: () => text,
    hasEnded: () => hasEnded,
    until,
    close: () => abort.abort(),
    /** The next entries, and that there are no more of them yet. */
    async entries(count: number): Promise<FeedEntry[]> {
      await until(() => all().length >= taken + count)
      const found = all().slice(taken)
      taken += count
      expect(found).toHaveLength(count)
      return found.map(([, id, data]) => {
        const entry = JSON.parse(data as string) as FeedEntry
        expect(entry.id).toBe(id)
        return entry
      })
    },
  }
}
