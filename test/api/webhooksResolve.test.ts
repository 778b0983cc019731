import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resolveHost } from '../../api/webhooks/resolveHost.ts'
import { sendWebhook } from '../../api/webhooks/sendWebhook.ts'
import { createWebhookSecret } from '../../api/webhooks/webhookSecret.ts'
import { webhookDefaults } from '../../api/webhooks/webhookSettings.ts'

/*
resolveHost
├── an address → itself, nobody is asked
├── a host → its addresses, IPv4 first
├── a host that is not, or a name server that is silent → an error in time
└── many that hang → hold up nothing else, and end when told
*/

type Answer = { rcode?: number; addresses?: Record<number, readonly string[]> } | 'silence'

let server: Socket
let servers: string[]
let answer: Answer
let asked: number

/** Types of records, after RFC 1035. */
const [typeA, typeAaaa] = [1, 28]

beforeAll(async () => {
  server = createSocket('udp4').bind(0, '127.0.0.1')
  await once(server, 'listening')
  servers = [`127.0.0.1:${(server.address() as AddressInfo).port}`]
  server.on('message', (query, { port, address }) => {
    asked += 1
    if (answer !== 'silence') server.send(reply(query, answer), port, address)
  })
})
beforeEach(() => {
  asked = 0
})
afterAll(() => server.close())

/** An answer to a query of one question. */
function reply(query: Buffer, { rcode = 0, addresses = {} }: Exclude<Answer, string>): Buffer {
  const nameEnd = query.indexOf(0, 12) + 1
  const type = query.readUInt16BE(nameEnd)
  const found = addresses[type] ?? []
  const head = Buffer.from(query.subarray(0, 12))
  head.writeUInt16BE(0x8180 | rcode, 2)
  head.writeUInt16BE(found.length, 6)
  head.writeUInt32BE(0, 8)
  const records = found.map((hex) => {
    const data = Buffer.from(hex, 'hex')
    const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length])
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, query.subarray(12, nameEnd + 4), ...records])
}

describe('resolveHost', () => {
  it.each([
    ['127.0.0.1', 4],
    ['2606:4700::1', 6],
  ])('asks nobody for %s', async (address, family) => {
    answer = 'silence'
    expect(await resolveHost(address, { servers })).toEqual([{ address, family }])
    expect(asked).toBe(0)
  })

  it('gives all addresses, IPv4 first, also where one kind is lacking', async () => {
    const v4 = { address: '1.2.3.4', family: 4 }
    const v6 = { address: '2606:4700::1', family: 6 }
    const [a, aaaa] = [['01020304'], ['26064700000000000000000000000001']]
    answer = { addresses: { [typeA]: a, [typeAaaa]: aaaa } }
    expect(await resolveHost('relay.example', { servers })).toEqual([v4, v6])
    answer = { addresses: { [typeA]: a } }
    expect(await resolveHost('relay.example', { servers })).toEqual([v4])
    answer = { addresses: { [typeAaaa]: aaaa } }
    expect(await resolveHost('relay.example', { servers })).toEqual([v6])
  })

  it.each([
    [{ rcode: 3 }, 'ENOTFOUND'],
    [{}, 'ENODATA'],
    [{ rcode: 2 }, 'ESERVFAIL'],
    ['silence', 'ETIMEOUT'],
  ] as const)('fails where the answer is %j', async (given, code) => {
    answer = given
    const start = performance.now()
    await expect(resolveHost('relay.example', { servers })).rejects.toMatchObject({ code })
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('holds up nothing else, however many hang, and ends when told', async () => {
    answer = 'silence'
    const stopping = new AbortController()
    const options = { servers, signal: stopping.signal }
    const hanging = Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => resolveHost(`dead${i}.example`, options)),
    )
    await expect.poll(() => asked).toBeGreaterThan(20)
    const start = performance.now()
    await stat('.')
    stopping.abort()
    for (const { status } of await hanging) expect(status).toBe('rejected')
    expect(performance.now() - start).toBeLessThan(1_000)
    await expect(resolveHost('relay.example', options)).rejects.toThrow()
  })

  it.each([
    [{ rcode: 3 }, 'the host has no address'],
    [{ rcode: 2 }, 'the host could not be looked up'],
    ['silence', 'no answer within 300 ms'],
  ] as const)('is told of in an outcome: %j', async (given, error) => {
    answer = given
    const attempt = { secrets: [createWebhookSecret()], id: 'msg_1', body: '{}', timestamp: 1 }
    const outcome = await sendWebhook(
      { ...attempt, url: 'https://relay.example/' },
      {
        ...webhookDefaults,
        timeout: 300,
        resolve: (host, { signal }) => resolveHost(host, { servers, signal }),
      },
    )
    expect(outcome).toEqual({ isDelivered: false, status: null, error })
  })
})
