import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scene } from './verifyScene.ts'
import { native, relay, request, startScene } from './verifyScene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
  await scene.inbox()
  await scene.terms()
  await scene.price()
  await scene.stamps({})
})
afterAll(() => scene.stop())

const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^0x[0-9a-fA-F]*$/),
  fc.constantFrom(
    '',
    '\u0000',
    '0x',
    '1e400',
    '-0',
    '9'.repeat(400),
    native,
    relay,
    'true',
    'safe',
  ),
  fc.constantFrom(1e308, -1, 0.5, 2 ** 53, 2 ** 31, 0, null, true),
)
const name = fc.oneof(
  fc.constantFrom(
    ...['chain', 'inboxId', 'sender', 'letterHash', 'relay', 'stampId', 'senderAuthenticated'],
    ...['finality', 'minConfirmations', 'minSecondsLeft', 'minCarriage', 'acceptUnpaidCarriage'],
    ...['policy', 'explain', 'keyId', 'kind', 'publicKey', 'atBlock', 'atTime', 'items'],
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', ''),
)
const changes = fc.array(fc.tuple(name, odd), { minLength: 1, maxLength: 3 })
const base = { chain: 'eip155:31337', ...request }

async function statusOf(path: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return (await scene.world.app.request(path, { method: 'POST', headers, body })).status
}

/** Fields as own properties, whatever their names. */
function change(fields: object, changed: readonly [string, unknown][]): object {
  const entries = new Map<string, unknown>([...Object.entries(fields), ...changed])
  return Object.fromEntries(entries)
}

describe.each(['/v1/verify', '/v1/verify/batch', '/v1/keys/verify'])('POST %s', (path) => {
  const whole = path === '/v1/verify/batch' ? { chain: base.chain, items: [request] } : base

  it('answers any JSON with 200 or 400', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          odd.map((value) => JSON.stringify(value)),
        ),
        async (body) => {
          expect([200, 400]).toContain(await statusOf(path, body))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('answers any bytes with 400', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (body) => {
        expect(await statusOf(path, `{${body}`)).toBe(400)
      }),
      { numRuns: 50 },
    )
  })

  it('answers a request with odd fields with 200, 400 or 404', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        expect([200, 400, 404]).toContain(
          await statusOf(path, JSON.stringify(change(whole, changed))),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('POST /v1/verify/batch', () => {
  it('answers odd items with a verdict or a problem each', async () => {
    const changed = changes.map((fields) => change(request, fields))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(odd, changed), { maxLength: 20 }), async (given) => {
        const { results } = await scene.batch([...given, request])
        expect(results).toHaveLength(given.length + 1)
        for (const result of results) expect('eligible' in result !== 'code' in result).toBe(true)
        expect(results.at(-1)).toMatchObject({ reason: 'paid' })
      }),
      { numRuns: 60 },
    )
  })
})

describe('GET /v1/verify', () => {
  it('answers any query with 200 or 400', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^0x[0-9a-f]*(:[0-9]*)?$/),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, text), { maxLength: 3 }), async (changed) => {
        const query = new URLSearchParams(change(base, changed) as Record<string, string>)
        expect([200, 400]).toContain((await scene.get(`/v1/verify?${query}`)).status)
      }),
      { numRuns: 200 },
    )
  })
})
