import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hex } from 'viem'
import { createClient, custom } from 'viem'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../api/app.ts'
import { openFeed } from '../../../api/feed/openFeed.ts'
import { createMetrics } from '../../../api/metrics.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import type { CreateReplicaParameters } from '../../../sdk/src/replica/createReplica.ts'
import { createReplica } from '../../../sdk/src/replica/createReplica.ts'
import type { Replica } from '../../../sdk/src/replica/openReplica.ts'
import type { FakeIndex } from '../../api/feed/fakeIndex.ts'
import { createFakeIndex, owner } from '../../api/feed/fakeIndex.ts'
import type { Process } from '../../api/feed/tell.ts'
import { settle, startProcess } from '../../api/feed/tell.ts'
import { relay, request, sender, subjectOf } from '../../api/verifyScene.ts'
import type { World, WorldChain } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'

let world: World
let chain: WorldChain
let index: FakeIndex
let writer: Process
let api: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  world = await startWorld()
  ;[chain] = world.chains as [WorldChain]
  api = await serve(0)
})
beforeEach(async () => {
  await writer?.close()
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  chain.fake.dropTo(10)
  index = createFakeIndex(chain)
  await index.sync()
  writer = startProcess(world, chain, 0)
  await settle(writer)
})
afterAll(async () => {
  await writer.close()
  await api.stop()
  await world.stop()
})

/** The API of the world on a port. */
async function serve(port: number) {
  const { chains, store, log } = world.services
  const streamLimits = { heartbeat: 50 }
  const feed = openFeed({
    ...{ chains, store, log, metrics: createMetrics(), retentionDays: 7, streamLimits },
  })
  const server = createAdaptorServer({
    fetch: createApp({ ...world.services, feed }).fetch,
  }) as Server
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await feed.stop()
      const isClosed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await isClosed
    },
  }
}

/** What happens on chain, indexed and told. */
async function happen(...acts: Parameters<FakeIndex['mine']>): Promise<void> {
  index.mine(...acts)
  await index.sync()
  await settle(writer)
}

/** The relay's own clock: that of the API stands still. */
const clock = { now: 0 }

async function withReplica(
  use: (replica: Replica, entries: string[]) => Promise<void>,
  parameters: Partial<CreateReplicaParameters> = {},
): Promise<void> {
  const entries: string[] = []
  clock.now = world.clock.now
  const replica = createReplica({
    api: createApiClient({ url: `http://127.0.0.1:${api.port}` }),
    chain: chain.caip2,
    now: () => clock.now,
    onEntry: ({ type }) => void entries.push(type),
    ...parameters,
  })
  try {
    await replica.ready
    await use(replica, entries)
  } finally {
    replica.close()
  }
}

const letter = { ...request, inboxId: owner, relay }
const denial = { do: 'consent', subject: subjectOf(sender), word: 'denied' } as const

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 2_000; !isSo(); left--) {
    if (left === 0) throw new Error('It never became so')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('createReplica', () => {
  it('judges what happens on chain as the API does, and what a reorg undoes', async () => {
    await withReplica(async (replica, entries) => {
      expect(replica.verify(letter)).toMatchObject({
        reason: 'no_postage_required',
        asOf: { blockNumber: '10' },
      })
      await happen(denial)
      await until(() => replica.verify(letter).reason === 'sender_denied')
      expect(replica.asOf().blockHash).toBe(chain.fake.head.hash)
      index.reorg([[]])
      await index.sync()
      await settle(writer)
      await until(() => replica.verify(letter).reason === 'no_postage_required')
      expect(entries).toEqual(['consent.set', 'retracted'])
    })
  })

  it('goes on where it was once the API is back', async () => {
    await withReplica(async (replica, entries) => {
      await api.stop()
      await happen(denial)
      expect(replica.verify(letter).reason).toBe('no_postage_required')
      api = await serve(api.port)
      await until(() => replica.verify(letter).reason === 'sender_denied')
      expect(entries).toEqual(['consent.set'])
    })
  })

  it('is stale at the bound while the API is away, and not before', async () => {
    await withReplica(
      async (replica) => {
        await api.stop()
        clock.now += 20_000
        expect(replica.verify(letter).eligible).toBe(true)
        clock.now += 1
        expect(() => replica.verify(letter)).toThrow(
          expect.objectContaining({ name: 'ReplicaStaleError', ageSeconds: 20.001 }),
        )
        api = await serve(api.port)
        await until(() => {
          clock.now += 20
          return isFit(replica)
        })
      },
      { maxStalenessSeconds: 20 },
    )
  })

  it('begins anew where the feed has forgotten what it had', async () => {
    await withReplica(async (replica) => {
      await api.stop()
      await world.services.store.query('delete from api.feed')
      await world.services.store.query('delete from api.feed_cursor')
      await writer.close()
      writer = startProcess(world, chain, 0)
      await happen(denial)
      api = await serve(api.port)
      await until(() => isFit(replica) && replica.verify(letter).reason === 'sender_denied')
    })
  })

  it('goes on with blocks in which nothing happened, once the feed would have told of them', async () => {
    await withReplica(async (replica) => {
      await happen()
      const { number } = chain.fake.head
      await until(() => {
        clock.now += 20
        return replica.asOf().blockNumber === String(number)
      })
      expect(replica.asOf().blockHash).toBe(chain.fake.head.hash)
    })
  })

  it('takes finality from a node of the caller’s own, and no block that it does not have', async () => {
    const node = { other: undefined as Hex | undefined }
    const client = createClient({
      chain: hardhat,
      transport: custom({ request: (call) => answer(call, node) }),
    })
    await withReplica(
      async (replica) => {
        await happen()
        await until(() => {
          clock.now += 20
          return replica.asOf().finalizedBlock === '7'
        })
        expect(replica.asOf()).toMatchObject({ safeBlock: '9', finalizedBlock: '7' })
        node.other = `0x${'ee'.repeat(32)}`
        const { blockNumber } = replica.asOf()
        await happen()
        await until(() => {
          clock.now += 100
          return !isFit(replica)
        })
        node.other = undefined
        await until(() => {
          clock.now += 20
          return isFit(replica) && replica.asOf().blockNumber > blockNumber
        })
      },
      { client },
    )
  })

  it('refuses a chain that it cannot name or knows nothing of', () => {
    const client = createApiClient({ url: 'http://127.0.0.1:1' })
    expect(() => createReplica({ api: client })).toThrow(/must name an EVM chain after CAIP-2/)
    expect(() => createReplica({ api: client, chain: 'eip155:5' })).toThrow(
      expect.objectContaining({ name: 'UnknownChainError' }),
    )
  })
})

function isFit(replica: Replica): boolean {
  try {
    return Boolean(replica.asOf())
  } catch {
    return false
  }
}

/** A node that has the chain of the world, but for the hashes that it is told to have. */
function answer(
  { method, params }: { method: string; params?: unknown },
  { other }: { other: Hex | undefined },
): Promise<unknown> {
  if (method !== 'eth_getBlockByNumber') throw new Error(`Nobody asks for ${method}`)
  const [tag] = params as [string]
  const heights: Record<string, number> = { latest: chain.fake.head.number, safe: 9, finalized: 7 }
  const block = chain.fake.blocks[heights[tag] ?? Number(tag)]
  if (!block) return Promise.resolve(null)
  const hex = (value: number) => `0x${value.toString(16)}`
  return Promise.resolve({
    ...{ number: hex(block.number), hash: other ?? block.hash, parentHash: block.parentHash },
    ...{ timestamp: hex(block.timestamp), transactions: [], size: '0x0', gasLimit: '0x0' },
    ...{ gasUsed: '0x0', difficulty: '0x0', totalDifficulty: '0x0', uncles: [], nonce: '0x0' },
  })
}
