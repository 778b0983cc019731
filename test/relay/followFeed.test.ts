import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LetterStore } from '@pennypost/sdk/guard'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../../relay/createLog.ts'
import type { FollowedFeed } from '../../relay/followFeed.ts'
import { followFeed } from '../../relay/followFeed.ts'
import { migrate } from '../../relay/schema/migrate.ts'
import { openDatabase } from '../../relay/store/openDatabase.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { createApiClient } from '../../sdk/src/api/createApiClient.ts'
import type { TestServer } from '../sdk/api/support/startServer.ts'
import { sendProblem, startServer } from '../sdk/api/support/startServer.ts'

/*
followFeed
├── has not begun while the feed cannot be opened
├── has begun once it is known from where on, and a later process goes on from where the feed had come, also where nothing was for us
└── a later process has begun at once
*/

const dir = mkdtempSync(join(tmpdir(), 'pennypost-feed-'))
let database: Database
let sql: Sql
let server: TestServer

beforeAll(async () => {
  database = await startDatabase({ dir, logDir: dir })
  sql = openDatabase(await database.createDatabase('relay'))
  await migrate(sql)
  server = await startServer()
})
afterAll(async () => {
  await server.stop()
  await sql.end()
  await database.stop()
  await removeDatabase(dir)
})

const log = createLog('silent')
// Nothing is told of any letter here.
const store = {} as LetterStore

function follow(): FollowedFeed & { stop(): Promise<void> } {
  const abort = new AbortController()
  const api = createApiClient({ url: server.url, chain: 'eip155:31337' })
  const feed = followFeed({ api, store, sql, log, signal: abort.signal })
  const stop = async () => {
    abort.abort()
    await feed.ended
  }
  return { ...feed, stop }
}

const keptIs = async (id: string) => {
  const [row] = await sql<{ entry_id: string }[]>`select entry_id from relay.feed`
  return row?.entry_id === id
}

const askedFrom = () =>
  server.received.map(({ url }) => new URL(url, server.url).searchParams.get('lastEventId'))

it('begins once it is known from where on the feed is heard, and goes on from there', async () => {
  server.answer = (response) => sendProblem(response, 503, 'index_stale', { 'retry-after': '0' })
  const first = follow()
  const early = await Promise.race([
    first.begun.then(() => 'begun'),
    poll(() => server.received.length > 1, { for: 'another attempt', within: 20_000 }),
  ])
  expect(early).toBe(true)

  server.answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 10\nid: 40\n\n: still here\nid: 4711\n\n')
  }
  await first.begun
  await poll(() => keptIs('4711'), { for: 'how far the feed has come', within: 10_000 })
  await first.stop()

  server.received.length = 0
  server.answer = (response) => sendProblem(response, 503, 'index_stale', { 'retry-after': '0' })
  const second = follow()
  await second.begun
  await poll(() => server.received.length > 0, { for: 'the feed to be asked for', within: 10_000 })
  await second.stop()
  expect(askedFrom()[0]).toBe('4711')
})
