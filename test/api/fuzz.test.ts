import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../protocol/wire/problem.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/** Whatever a stranger sends, the API answers or says what is wrong; it never fails. */

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const numRuns = 400

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((b) => `0x${Buffer.from(b).toString('hex')}`)

/** What fields are sent, rightly or not. */
const value = fc.oneof(
  { weight: 3, arbitrary: hex(32) },
  { weight: 3, arbitrary: hex(20) },
  { weight: 2, arbitrary: fc.constant('eip155:31337') },
  fc.constantFrom(
    '0x',
    '',
    '0',
    '-1',
    '1e3',
    'null',
    '\u0000',
    '%',
    '../..',
    `'; drop table block; --`,
  ),
  fc.string({ unit: 'binary' }),
  fc.bigInt().map(String),
  hex(32).map((id) => id.toUpperCase().replace('0X', '0x')),
)

const name = fc.oneof(
  fc.constantFrom(
    ...['chain', 'wallet', 'inboxId', 'sender', 'relay', 'letterHash', 'cursor', 'limit'],
    ...[
      'items',
      'stampId',
      'keyId',
      'policy',
      'minCarriage',
      'explain',
      '__proto__',
      'constructor',
    ],
  ),
  fc.string(),
)

const path = fc.oneof(
  fc.constantFrom('/', '/docs', '/healthz', '/readyz', '/v1/chains', '/v1/quotes', '/v1/inboxes'),
  value.map((part) => `/v1/inboxes/${encode(part)}`),
  value.map((part) => `/v1/stamps/${encode(part)}`),
  value.map((part) => `/v1/accounts/${encode(part)}`),
  fc.webPath().map((part) => `/${part}`),
)

const query = fc.array(fc.tuple(name, value), { maxLength: 6 }).map((fields) => {
  const encoded = fields.map((field) => field.map(encode).join('='))
  return encoded.length > 0 ? `?${encoded.join('&')}` : ''
})

const reads = fc.tuple(path, query, fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'))

const body = fc.oneof(
  fc.json().map((json) => JSON.stringify(JSON.parse(json))),
  fc.dictionary(name, fc.oneof(value, fc.jsonValue())).map((fields) => JSON.stringify(fields)),
  fc
    .record({
      chain: fc.constant('eip155:31337'),
      inboxId: hex(32),
      sender: hex(20),
      letterHash: hex(32),
      relay: hex(20),
    })
    .chain((valid) =>
      fc.dictionary(name, fc.jsonValue(), { maxKeys: 2 }).map((more) => ({ ...valid, ...more })),
    )
    .map((fields) => JSON.stringify(fields)),
  fc.string({ unit: 'binary' }),
)

const writes = fc.tuple(
  fc.constantFrom('/v1/verify', '/v1/verify/batch', '/v1/keys/verify', '/v1/chains'),
  body,
  fc.oneof(
    fc.constant('application/json'),
    fc.constantFrom('text/plain', 'application/jsonx', 'x'),
  ),
)

describe('the API', () => {
  it('survives any path, query and method', async () => {
    await fc.assert(
      fc.asyncProperty(reads, async ([pathname, search, method]) => {
        await survives(`${pathname}${search}`, { method })
      }),
      { numRuns },
    )
  })

  it('survives any body', async () => {
    await fc.assert(
      fc.asyncProperty(writes, async ([pathname, sent, type]) => {
        await survives(pathname, { method: 'POST', body: sent, headers: { 'content-type': type } })
      }),
      { numRuns },
    )
  })

  it('survives any headers', async () => {
    const headers = fc.record(
      {
        'x-request-id': fc.string(),
        accept: fc.string(),
        'accept-encoding': fc.string(),
        'if-none-match': fc.string(),
        origin: fc.string(),
        'content-length': fc.string(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(headers, path, async (sent, pathname) => {
        // What the fetch standard refuses to send never arrives.
        const entries = Object.entries(sent).filter(([key, text]) => isSendable(key, text))
        await survives(pathname, { headers: Object.fromEntries(entries) })
      }),
      { numRuns: numRuns / 2 },
    )
  })
})

async function survives(target: string, init: RequestInit): Promise<void> {
  const url = new URL(`http://api${target}`)
  const response = await world.app.request(url, init)
  const text = await response.text()
  expect({ target, status: response.status, text }).not.toMatchObject({
    status: expect.toSatisfy((status: number) => status >= 500),
  })
  if (response.status < 400 || init.method === 'HEAD') return
  const parsed = problem.strict().parse(JSON.parse(text))
  expect(parsed.status).toBe(response.status)
  expect(parsed.detail).not.toBe('')
  if (parsed.code === 'invalid_request') expect(parsed.errors?.length).toBeGreaterThan(0)
}

function isSendable(key: string, text: string): boolean {
  try {
    return new Headers({ [key]: text }).has(key)
  } catch {
    return false
  }
}

/** Percent-encodes also what `encodeURIComponent` throws at. */
function encode(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
