import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bytes32 } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import type { IndexedMailing } from './mailingScene.ts'
import { indexMailing, insertMailing } from './mailingScene.ts'

/*
putMailingLeaves over the network
├── given the client goes away in the middle → nothing is kept, and the next one is taken
├── given it tells another length than it sends → only what it told is read, or it waits for the rest
├── given it sends in chunks, without a length → taken; one byte more, or less → refused
└── given it is refused before it has sent all → it gets the answer
*/

let world: World
let chain: WorldChain
let server: Server
let port: number

beforeAll(async () => {
  world = await startWorld()
  chain = world.chains[0] as WorldChain
  server = createAdaptorServer({ fetch: world.app.fetch }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
beforeEach(async () => {
  await chain.tables.run('truncate mailing')
  await world.services.store.query('truncate api.leaf_upload, api.leaf_chunk, api.leaf_node')
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await world.stop()
})

/** A connection that has sent the head of a request, and the answer as far as it has come. */
async function begin(mailingId: string, ...headers: string[]) {
  const socket = connect(port, '127.0.0.1')
  const client = { socket, answer: '' }
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    client.answer += text
  })
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  const lines = [
    `PUT /v1/mailings/${mailingId}/leaves HTTP/1.1`,
    'host: api',
    'content-type: application/octet-stream',
    ...headers,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return client
}

const answered = (client: { answer: string }, text: RegExp) =>
  expect.poll(() => client.answer, { timeout: 5_000 }).toMatch(text)

function chunk(socket: Socket, bytes: Uint8Array): void {
  socket.write(`${bytes.length.toString(16)}\r\n`)
  socket.write(bytes)
  socket.write('\r\n')
}

async function kept() {
  const [row] = await world.services.store.query<{ uploads: number; chunks: number }>(
    `select (select count(*) from api.leaf_upload) as uploads,
      (select count(*) from api.leaf_chunk) as chunks`,
  )
  return row
}

async function expectTaken(mailing: IndexedMailing) {
  const response = await fetch(`http://127.0.0.1:${port}/v1/mailings/${mailing.mailingId}/leaves`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(mailing.wire),
  })
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 200,
    body: { isNew: true, root: mailing.tree.root },
  })
}

describe('putMailingLeaves over the network', () => {
  it('takes a million bytes with a length', async () => {
    await expectTaken(await indexMailing(chain, 16_000))
  })

  it.each(['content-length: 320000', 'transfer-encoding: chunked'])(
    'forgets a client that goes away (%s)',
    async (header) => {
      const mailing = await indexMailing(chain, 5_000)
      const { socket } = await begin(mailing.mailingId, header)
      const part = mailing.wire.subarray(0, 150_000)
      if (header.startsWith('transfer')) chunk(socket, part)
      else socket.write(part)
      await expect.poll(async () => (await kept())?.chunks, { timeout: 5_000 }).toBe(2)
      socket.destroy()
      await expect.poll(kept, { timeout: 5_000 }).toEqual({ uploads: 0, chunks: 0 })
      await expectTaken(mailing)
    },
  )

  it('reads no more than the length told: what follows is no part of it', async () => {
    const mailing = await indexMailing(chain, 2)
    const client = await begin(mailing.mailingId, 'content-length: 128')
    client.socket.write(mailing.wire)
    client.socket.write('x')
    // Node ends the connection, as no request begins with x.
    await answered(client, /^HTTP\/1\.1 400 /)
    client.socket.destroy()
    const again = await begin(mailing.mailingId, 'content-length: 128')
    again.socket.write(mailing.wire)
    await answered(again, /^HTTP\/1\.1 200 /)
    again.socket.destroy()
  })

  it('refuses a length that is not that of the mailing, before the body comes', async () => {
    const mailing = await indexMailing(chain, 2)
    const client = await begin(mailing.mailingId, 'content-length: 129')
    await answered(client, /^HTTP\/1\.1 422 [\s\S]*the body has 129 bytes, not 128/)
    client.socket.destroy()
    expect(await kept()).toEqual({ uploads: 0, chunks: 0 })
  })

  it.each([
    [0, /^HTTP\/1\.1 200 [\s\S]*"isNew":true/],
    [1, /^HTTP\/1\.1 422 [\s\S]*there are more than 4800 bytes/],
    [-1, /^HTTP\/1\.1 422 [\s\S]*there are 4799 bytes, not 4800/],
  ])('counts chunks: %i bytes more than there should be', async (surplus, text) => {
    const mailing = await indexMailing(chain, 75)
    const client = await begin(mailing.mailingId, 'transfer-encoding: chunked')
    const bytes = Buffer.concat([mailing.wire, Buffer.alloc(64)]).subarray(0, 4_800 + surplus)
    for (let at = 0; at < bytes.length; at += 999)
      chunk(client.socket, bytes.subarray(at, at + 999))
    client.socket.write('0\r\n\r\n')
    await answered(client, text)
    client.socket.destroy()
  })

  it('answers a client that would go on sending for ever', async () => {
    const mailing = await indexMailing(chain, 2)
    const client = await begin(mailing.mailingId, 'transfer-encoding: chunked')
    const endless = setInterval(() => chunk(client.socket, new Uint8Array(1_000)), 5)
    await answered(client, /^HTTP\/1\.1 422 /)
    clearInterval(endless)
    client.socket.destroy()
    expect(await kept()).toEqual({ uploads: 0, chunks: 0 })
  })

  it('answers a client that has not begun to send what will not be taken', async () => {
    const mailingId = bytes32('huge')
    await insertMailing(chain, { mailingId, count: 2 ** 32 - 1 })
    const client = await begin(mailingId, 'transfer-encoding: chunked')
    await answered(client, /^HTTP\/1\.1 413 [\s\S]*leaves_too_large/)
    client.socket.destroy()
  })
})
