import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../sdk/src/api/ApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { iterate } from '../../../sdk/src/api/iterate.ts'
import { ApiAnswerError } from '../../../sdk/src/errors/ApiAnswerError.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import type { Scene } from '../../api/verifyScene.ts'
import { bytes32, recipient, startScene } from '../../api/verifyScene.ts'
import type { Served } from './support/serve.ts'
import { serve } from './support/serve.ts'
import type { TestServer } from './support/startServer.ts'
import { sendJson, startServer } from './support/startServer.ts'

/*
iterate
├── a list of several pages → every entry once, in order
├── limit → as many entries, and no page beyond them
├── left before its end → no further page is asked for
└── given a list that does not lead on, or is none → ApiAnswerError
*/

const count = 450
let scene: Scene
let served: Served
let server: TestServer
let api: ApiClient<'eip155:31337'>

beforeAll(async () => {
  scene = await startScene()
  await scene.inbox()
  const rows = Array.from({ length: count }, (_, i) => ({ stampId: bytes32(`stamp ${i}`) }))
  await scene.stamps(...rows)
  served = await serve(scene.world.app.fetch)
  server = await startServer()
  api = createApiClient({ url: served.url, chain: 'eip155:31337' })
})
afterAll(async () => {
  await server.stop()
  await served.stop()
  await scene.stop()
})

async function take<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = []
  for await (const entry of entries) taken.push(entry)
  return taken
}

const queries = () =>
  server.received.map(({ url }) => Object.fromEntries(new URL(url, server.url).searchParams))

describe('iterate', () => {
  it('gives every entry of all pages, once', async () => {
    const stamps = await take(iterate(api.listInboxStamps, { inboxId: recipient }))
    expect(new Set(stamps.map(({ stampId }) => stampId)).size).toBe(count)
    expect(stamps).toHaveLength(count)
    const { stamps: first } = await api.listInboxStamps({ inboxId: recipient, limit: 200 })
    expect(stamps.slice(0, 200)).toEqual(first)
  })

  it('filters as the list does', async () => {
    const filter = { inboxId: recipient, status: 'collected' } as const
    expect(await take(iterate(api.listInboxStamps, filter))).toEqual([])
  })

  it.each([0, 1, 199, 200, 201, 449, 450, 451])('stops at a limit of %s', async (limit) => {
    const stamps = await take(iterate(api.listInboxStamps, { inboxId: recipient }, { limit }))
    expect(stamps).toHaveLength(Math.min(limit, count))
  })

  it('asks for no page that nobody takes', async () => {
    server.answer = (response, { url }) =>
      sendJson(response, { relays: [{}, {}], nextCursor: String(url.length), asOf: {} })
    server.received.length = 0
    const one = createApiClient({ url: server.url, chain: 'eip155:1' })
    for await (const _ of iterate(one.listRelays, {})) break
    expect(queries()).toEqual([{ chain: 'eip155:1', limit: '200' }])
    await take(iterate(one.listRelays, {}, { limit: 3 }))
    expect(queries().slice(1)).toEqual([
      { chain: 'eip155:1', limit: '3' },
      { chain: 'eip155:1', limit: '1', cursor: '35' },
    ])
  })

  it.each([{ relays: [], nextCursor: 'same' }, { relays: [], nextCursor: 5 }, { relays: {} }, {}])(
    'refuses a list that is none: %j',
    async (page) => {
      server.answer = (response) => sendJson(response, { asOf: {}, ...page })
      const { listRelays } = createApiClient({ url: server.url, chain: 'eip155:1' })
      await expect(take(iterate(listRelays, {}))).rejects.toThrow(ApiAnswerError)
    },
  )

  it('throws what the list throws', async () => {
    const lost = iterate(api.listInboxStamps, { inboxId: bytes32('nobody') })
    await expect(take(lost)).rejects.toThrow(ApiProblemError)
  })
})
