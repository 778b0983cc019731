import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { get } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Sql } from 'postgres'
import type { Hex } from 'viem'
import { keccak256, zeroHash } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Variables } from '../../relay/createApp.ts'
import { requireSession } from '../../relay/routes/requireSession.ts'
import { streamLetters } from '../../relay/routes/streamLetters.ts'
import { migrate } from '../../relay/schema/migrate.ts'
import { openBell } from '../../relay/store/openBell.ts'
import { openDatabase } from '../../relay/store/openDatabase.ts'
import { openLetterStore } from '../../relay/store/openLetterStore.ts'
import { openSession } from '../../relay/store/sessions.ts'
import { createStreams } from '../../relay/streams.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import type { ReadLettersParameters } from '../../sdk/src/mailbox/readLetters.ts'
import { readLetters } from '../../sdk/src/mailbox/readLetters.ts'
import { collect } from '../sdk/api/support/collect.ts'
import { letterFor } from '../sdk/guard/support/letterStoreSpec.ts'
import { openStream } from './support/recipient.ts'

/*
streamLetters
├── tells all that waits, says that it is out, and then tells each letter that comes
├── given a letter that was held back and is restored → an open stream tells it
├── given the session is over → it ends
│   └── given nobody reads it → its connection is cut
├── given the relay ends, and nobody reads → its connection is cut, so that the server can close
├── given nobody reads for the whole of its time → its connection is cut
├── given a newer stream of the same session → the older one is told why, and ends
│   └── given nobody reads the older one → its connection is cut
├── given a newer stream while a letter is on its way → the letter is ended before the older one is told why
├── given another session of the same inbox → both go on
└── given eight others of the same inbox → the oldest is told why, and ends
*/

const { inboxId } = letterFor('a')
const relay = '0x00000000000000000000000000000000000000aa'

let dir: string
let database: Database
let sql: Sql
let server: Server
let url: string
const sockets: Socket[] = []
const ending = new AbortController()
const brief = new AbortController()

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pennypost-stream-'))
  database = await startDatabase({ dir, logDir: dir })
  sql = openDatabase(await database.createDatabase('relay'))
  await migrate(sql)
  const services = {
    ...{ sql, bell: await openBell(sql), streams: createStreams(100), ending: ending.signal },
  }
  const app = new Hono<{ Variables: Variables }>()
  app.get('/letters', requireSession(sql), (c) => streamLetters(c, services))
  app.get('/impatient', requireSession(sql), (c) => streamLetters(c, services, 200))
  app.get('/brief', requireSession(sql), (c) =>
    streamLetters(c, { ...services, ending: brief.signal }),
  )
  server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.on('connection', (socket) => void sockets.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => sql`truncate relay.letter, relay.session`)
afterAll(async () => {
  ending.abort()
  server?.closeAllConnections()
  server?.close()
  await sql?.end()
  await database?.stop()
  await removeDatabase(dir)
  rmSync(dir, { recursive: true, force: true })
})

/** Takes a letter in, of so many bytes; paid by some postage, or by nothing. */
async function takeIn(name: string, size = 10, postageId: Hex = zeroHash): Promise<Hex> {
  const bytes = new TextEncoder().encode(name.padEnd(size))
  const letter = letterFor(name)
  const letterHash = keccak256(bytes)
  const admission = { ...letter.receipt.admission, letterHash, postageId }
  const receipt = { ...letter.receipt, admission, signature: `0x${'12'.repeat(65)}` as Hex }
  await openLetterStore(sql).finish({ ...letter, letterHash, bytes, receipt }, undefined)
  return letterHash
}

let sessions = 0

async function newSession() {
  sessions += 1
  const opened = await openSession(sql, inboxId, `challenge ${sessions}`)
  if (!opened) throw new Error('The challenge was used')
  return { ...opened, url, relay, inboxId } as const
}

type Session = Awaited<ReturnType<typeof newSession>>

function follow(session: Session, parameters: ReadLettersParameters = {}) {
  return collect(readLetters(session, { follow: true, ...parameters }))
}

/** Asks for more letters than go into the buffers on the way, and reads none. */
async function unread(path: string, seconds = 600) {
  for (const name of 'abcdefgh') await takeIn(name, 1 << 20)
  const session = await newSession()
  await sql`update relay.session set ends_at = now() + ${seconds} * interval '1 second'`
  const headers = { authorization: `Bearer ${session.token}` }
  const asked = get(`${url}${path}`, { headers, agent: false })
  await once(asked, 'response')
  const socket = sockets.find(({ remotePort }) => remotePort === asked.socket?.localPort)
  expect(socket?.destroyed).toBe(false)
  return { session, asked, socket }
}

describe('streamLetters', () => {
  it('tells what waits, says that it is out, and goes on with what comes', async () => {
    const hashes: Hex[] = []
    for (const name of 'abcdefghij') hashes.push(await takeIn(name))
    const session = await newSession()
    const waiting = collect(readLetters(session))
    await waiting.ended
    expect(waiting.all.map(({ letterHash }) => letterHash)).toEqual(hashes)

    const abort = new AbortController()
    const after = waiting.all.at(-2)?.letterId
    const following = follow(session, { after, signal: abort.signal })
    await following.first(1)
    const next = await takeIn('k')
    const [, last] = await following.first(2)
    expect(last?.letterHash).toBe(next)
    abort.abort()
    await following.ended
  })

  it('tells a letter that a reorg has held back, and that is restored while the stream is open', async () => {
    const store = openLetterStore(sql)
    const postageId = keccak256('0x01')
    const held = await takeIn('a', 10, postageId)
    await store.retract(postageId)
    const other = await takeIn('b')
    const abort = new AbortController()
    const following = follow(await newSession(), { signal: abort.signal })
    await following.first(1)
    await store.restore(postageId)
    const letters = await following.first(2)
    expect(letters.map(({ letterHash }) => letterHash)).toEqual([other, held])
    abort.abort()
    await following.ended
  })

  it('says that all is out where nothing waits', async () => {
    const waiting = collect(readLetters(await newSession()))
    await waiting.ended
    expect(waiting.all).toEqual([])
  })

  it('ends the older stream of a session, and says why', async () => {
    await takeIn('a')
    const session = await newSession()
    const older = follow(session)
    await older.first(1)
    const newer = openStream(url, session.token)
    await expect(older.ended).rejects.toMatchObject({ code: 'stream_replaced' })
    await takeIn('b')
    await expect.poll(() => newer.letters.length, { timeout: 10_000 }).toBe(2)
    expect(older.all).toHaveLength(1)
    await newer.close()
  })

  it('ends a letter that it has begun before it says why it ends', async () => {
    // In many pieces.
    await takeIn('a', 2 << 20)
    const session = await newSession()
    const headers = { authorization: `Bearer ${session.token}` }
    const { body: slow } = await fetch(`${url}/letters`, { headers })
    if (!slow) throw new Error('There is no stream')
    const [first, rest] = slow.tee()
    await first.getReader().read()
    const abort = new AbortController()
    const newer = follow(session, { signal: abort.signal })
    const text = await new Response(rest).text()
    // Whether it says that all is out depends on how far it had come.
    const messages = text.trimEnd().split('\n\n')
    expect(messages.at(-1)).toContain('"code":"stream_replaced"')
    const [, data = ''] = /^event: letter\ndata: (.*)\nid: \d+$/.exec(messages[0] ?? '') ?? []
    const { letterHash, body } = JSON.parse(data)
    expect(keccak256(Buffer.from(body, 'base64'))).toBe(letterHash)
    abort.abort()
    await newer.ended
  })

  it('ends the oldest of nine streams of an inbox, and says why', async () => {
    await takeIn('a')
    const abort = new AbortController()
    const all: ReturnType<typeof follow>[] = []
    for (let n = 0; n < 9; n += 1) {
      const next = follow(await newSession(), { signal: abort.signal })
      await next.first(1)
      all.push(next)
    }
    const [oldest, ...others] = all
    await expect(oldest?.ended).rejects.toMatchObject({ code: 'too_many_streams' })
    await takeIn('b')
    for (const each of others) await each.first(2)
    abort.abort()
    for (const each of others) await each.ended
  })

  it('ends with its session, and goes on in the next', async () => {
    const abort = new AbortController()
    const session = await newSession()
    await sql`update relay.session set ends_at = now() + interval '1 second'`
    const renew = newSession
    const following = follow(session, { signal: abort.signal, renew })
    const first = await takeIn('a')
    await following.first(1)
    const hasEnded = async () => {
      const [row] = await sql`select count(*)::int as count from relay.session`
      return row?.count
    }
    await expect.poll(hasEnded, { timeout: 15_000 }).toBe(2)
    const second = await takeIn('b')
    const letters = await following.first(2)
    expect(letters.map(({ letterHash }) => letterHash)).toEqual([first, second])
    abort.abort()
    await following.ended
  })

  it('leaves the streams of other sessions alone', async () => {
    const abort = new AbortController()
    const both = [await newSession(), await newSession()].map((session) =>
      follow(session, { signal: abort.signal }),
    )
    await takeIn('a')
    for (const each of both) await each.first(1)
    abort.abort()
    for (const each of both) await each.ended
  })

  it('cuts off whoever does not read when the session has a newer stream', async () => {
    const { session, asked, socket } = await unread('/letters')
    const abort = new AbortController()
    const newer = follow(session, { signal: abort.signal })
    await newer.first(1)
    await expect.poll(() => socket?.destroyed, { timeout: 10_000 }).toBe(true)
    asked.destroy()
    abort.abort()
    await newer.ended
  })

  it('cuts off whoever does not read when the session ends', async () => {
    const { asked, socket } = await unread('/letters', 5)
    await expect.poll(() => socket?.destroyed, { timeout: 20_000 }).toBe(true)
    asked.destroy()
  })

  it('cuts off whoever does not read when the relay ends', async () => {
    const { asked, socket } = await unread('/brief')
    brief.abort()
    await expect.poll(() => socket?.destroyed, { timeout: 10_000 }).toBe(true)
    asked.destroy()
  })

  it('cuts off whoever reads nothing for long', async () => {
    const { asked, socket } = await unread('/impatient')
    await expect.poll(() => socket?.destroyed, { timeout: 10_000 }).toBe(true)
    asked.destroy()
  })
})
