import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { readSnapshot } from '../../../sdk/src/api/readSnapshot.ts'
import { ApiAnswerError } from '../../../sdk/src/errors/ApiAnswerError.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { ApiSnapshotError } from '../../../sdk/src/errors/ApiSnapshotError.ts'
import { ApiUnreachableError } from '../../../sdk/src/errors/ApiUnreachableError.ts'
import { createFakeIndex } from '../../api/feed/fakeIndex.ts'
import type { Process } from '../../api/feed/tell.ts'
import { settle, startProcess } from '../../api/feed/tell.ts'
import { bytes32 } from '../../api/verifyScene.ts'
import type { World, WorldChain } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'
import { collect } from './support/collect.ts'
import type { Served } from './support/serve.ts'
import { serve } from './support/serve.ts'
import type { TestServer } from './support/startServer.ts'
import { sendProblem, startServer } from './support/startServer.ts'

/*
readSnapshot
├── of the real API → the first line, each row, the last line; an inbox and a stamp among them
├── whole, but in whatever pieces → the same
├── not whole: cut anywhere, aborted, rows missing, of another chain, out of order, no JSON, silent → ApiSnapshotError
├── refused, or no answer → its error
├── given the signal aborts → its reason, at once
└── left before its end → the connection is let go
*/

const chain = 'eip155:31337'
let world: World
let writer: Process
let served: Served
let server: TestServer

beforeAll(async () => {
  world = await startWorld()
  const [worldChain] = world.chains as [WorldChain]
  const index = createFakeIndex(worldChain)
  index.mine({ do: 'post', stamp: bytes32('stamp') })
  await index.sync()
  writer = startProcess(world, worldChain)
  await settle(writer)
  served = await serve(world.app.fetch)
  server = await startServer()
})
beforeEach(() => {
  server.received.length = 0
})
afterAll(async () => {
  await server.stop()
  await served.stop()
  await writer.close()
  await world.stop()
})

const asOf = { chain, blockNumber: '1', blockHash: `0x${'ab'.repeat(32)}`, blockTimestamp: 1 }
const begin = {
  type: 'snapshot',
  position: '5',
  settledBefore: 0,
  asOf,
  keys: { inbox: ['inboxId'] },
}
const row = { table: 'inbox', row: { inboxId: 'ü€😀' } }
const end = { type: 'end', position: '6', rows: 2 }
const whole = [begin, row, row, end]
const textOf = (lines: readonly unknown[]) =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

const read = (parameters: { signal?: AbortSignal; silenceMs?: number } = {}) =>
  collect(readSnapshot(createApiClient({ url: server.url, chain, retries: 0 }), parameters))

/** Answers with this text, and then breaks the connection, or ends. */
function answer(text: string | Buffer, { isCut = false } = {}): void {
  server.answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write(text, () => (isCut ? setTimeout(() => response.destroy(), 20) : response.end()))
  }
}

describe('readSnapshot', () => {
  it('gives all lines of the real one', async () => {
    const { all, ended } = collect(readSnapshot(createApiClient({ url: served.url }), { chain }))
    await ended
    expect(all[0]).toMatchObject({
      type: 'snapshot',
      asOf: { chain },
      keys: { stamp: ['stampId'] },
    })
    expect(all.at(-1)).toEqual({
      type: 'end',
      position: expect.stringMatching(/^\d+$/),
      rows: all.length - 2,
    })
    const tables = all.slice(1, -1).map((line) => ('table' in line ? line.table : undefined))
    expect(tables).toEqual(['inbox', 'stamp'])
  })

  it('gives lines in whatever pieces they come', async () => {
    server.answer = async (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      for (const byte of Buffer.from(textOf(whole))) {
        response.write(Buffer.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    }
    const { all, ended } = read()
    await ended
    expect(all).toEqual(whole)
  })

  it.each([true, false])('is not whole wherever it stops; broken: %s', async (isCut) => {
    const bytes = Buffer.from(textOf(whole))
    const lengths = [0, 1, textOf([begin]).length, bytes.length - 1]
    for (const length of lengths) {
      answer(bytes.subarray(0, length), { isCut })
      const { all, ended } = read()
      await expect(ended).rejects.toThrow(ApiSnapshotError)
      expect(all).not.toContainEqual(end)
    }
  })

  it('ends with its last line, whatever comes after it', async () => {
    answer(`${textOf(whole)}{"more"`, { isCut: true })
    const { all, ended } = read()
    await ended
    expect(all).toEqual(whole)
  })

  it.each([
    ['no rows where there ought to be', [begin, row, end], 'it has 1 rows, and says 2'],
    ['another chain', [{ ...begin, asOf: { ...asOf, chain: 'eip155:1' } }], 'another chain'],
    ['no first line', [row, row, end], 'first line'],
    ['two first lines', [begin, begin], 'first line'],
    ['an unknown line', [begin, { type: 'more' }], 'none that this version knows'],
    ['no object', [begin, [row]], 'none that this version knows'],
  ])('is not whole: %s', async (_, lines, because) => {
    answer(textOf(lines))
    const { ended } = read()
    await expect(ended).rejects.toThrow(because)
    await expect(ended).rejects.toThrow(ApiSnapshotError)
  })

  it('says why the API gave it up', async () => {
    const aborted = { type: 'aborted', code: 'index_stale', detail: 'The index is not up to date.' }
    answer(textOf([begin, row, aborted]))
    const { ended } = read()
    await expect(ended).rejects.toMatchObject({
      name: 'ApiSnapshotError',
      code: 'index_stale',
      shortMessage: expect.stringContaining('The index is not up to date.'),
    })
  })

  it('is not whole if it falls silent', async () => {
    server.answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/x-ndjson' })
        .write(textOf([begin]))
    const { ended } = read({ silenceMs: 100 })
    await expect(ended).rejects.toMatchObject({
      name: 'ApiSnapshotError',
      cause: { message: 'nothing came for 100 ms' },
    })
    await server.received[0]?.closed
  })

  it('throws why it was refused, or not answered', async () => {
    server.answer = (response) => sendProblem(response, 429, 'too_many_streams')
    await expect(read().ended).rejects.toThrow(ApiProblemError)
    server.answer = (response) => void response.writeHead(200).end('{}')
    await expect(read().ended).rejects.toThrow(ApiAnswerError)
    server.answer = (response) => void response.destroy()
    await expect(read().ended).rejects.toThrow(ApiUnreachableError)
  })

  it('ends at once with the reason of the signal', async () => {
    server.answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/x-ndjson' })
        .write(textOf([begin]))
    const abort = new AbortController()
    const { first, ended } = read({ signal: abort.signal })
    await first(1)
    abort.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
    await server.received[0]?.closed
  })

  it('lets the connection go when it is left', async () => {
    server.answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/x-ndjson' })
        .write(textOf([begin]))
    for await (const line of readSnapshot(createApiClient({ url: server.url }), { chain })) {
      expect(line).toEqual(begin)
      break
    }
    await server.received[0]?.closed
  })
})
