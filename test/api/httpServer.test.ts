import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../../api/httpServer.ts'

/*
createHttpServer
├── the head of a request → 60 s; a request as a whole → no limit of Node's
├── a body that comes in time → answered
├── a body that trickles → 408 and an end, or just an end once it is answered
└── the letters of a mailing → as long as they need; once answered, no longer than another body
*/

let server: Server
let port: number
const bodyTime = 300

beforeAll(async () => {
  server = createHttpServer(async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (searchParams.has('early')) return new Response('early')
    const text = await request.text().catch(() => 'broken')
    return new Response(`${pathname} ${text.length}`)
  }, bodyTime)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const leaves = `/v1/mailings/0x${'ab'.repeat(32)}/leaves`

/** Sends a byte every 20 ms until `bytes` are sent. @returns What was answered, once the connection has ended. */
async function trickle(method: string, path: string, bytes: number): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  socket.write(
    `${method} ${path} HTTP/1.1\r\nhost: api\r\nconnection: close\r\ncontent-length: ${bytes}\r\n\r\n`,
  )
  let sent = 0
  const timer = setInterval(() => {
    if (sent++ < bytes && socket.writable) socket.write('x')
  }, 20)
  await closed
  clearInterval(timer)
  return answer
}

describe('createHttpServer', () => {
  it('limits the head, and leaves the body to others than Node', () => {
    expect([server.headersTimeout, server.requestTimeout]).toEqual([60_000, 0])
  })

  it('answers a body that comes in time', async () => {
    expect(await trickle('POST', '/v1/verify', 3)).toMatch(/^HTTP\/1\.1 200 [\s\S]*verify 3$/)
  })

  it.each([
    ['POST', '/v1/verify'],
    ['GET', '/v1/chains'],
    ['PUT', '/v1/other/leaves'],
  ])('ends a body that trickles: %s %s', async (method, path) => {
    const start = performance.now()
    const answer = await trickle(method, path, 100_000)
    if (method !== 'GET') expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('ends one that was answered before it came', async () => {
    expect(await trickle('POST', '/v1/verify?early', 100_000)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('lets letters come for longer', async () => {
    const start = performance.now()
    expect(await trickle('PUT', leaves, 40)).toMatch(/^HTTP\/1\.1 200 [\s\S]*leaves 40$/)
    expect(performance.now() - start).toBeGreaterThan(2 * bodyTime)
  })

  it('ends letters that are answered already', async () => {
    expect(await trickle('PUT', `${leaves}?early`, 100_000)).toMatch(/^HTTP\/1\.1 200 /)
  })
})
