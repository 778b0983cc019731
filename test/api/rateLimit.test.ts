import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../api/app.ts'
import { createApp } from '../../api/app.ts'
import { createKeySecret, hashKeySecret } from '../../api/keys/keySecret.ts'
import { createLimiter } from '../../api/limits/limiter.ts'
import type { LimitSettings } from '../../api/limits/limitSettings.ts'
import { parseTrustedProxies } from '../../api/limits/trustedProxies.ts'
import { weightOf } from '../../api/limits/weightOf.ts'
import { insertApiKey } from '../../api/queries/apiKey.ts'
import { problem } from '../../protocol/wire/problem.ts'
import { heldMemory } from '../helpers/heldMemory.ts'
import { holdToContract } from './contract.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/*
rate limits
├── a client with points left → its answer, with what is left in the headers, also where the answer is a problem
├── one without → 429 rate_limited, Retry-After, and nothing taken
├── a batch → a point for each item, all or none; one more each time for the same letter; without an item it gives nothing back
├── what is dear → more points, by HEAD, too
├── addresses → each its own quota; IPv6 by /64; behind a trusted proxy by X-Forwarded-For
├── an API key → a quota of its own, or the one that it was given
├── what is outside of /v1, and preflights → no points
└── many clients → bounded memory
*/

let world: World
let rich: string
let ordinary: string

beforeAll(async () => {
  world = await startWorld()
  rich = await addKey('rich', 50)
  ordinary = await addKey('ordinary', null)
})
afterAll(() => world.stop())

const limits = {
  pointsPerMinute: 30,
  keyPointsPerMinute: 40,
  isTrustedProxy: parseTrustedProxies('10.0.0.0/8'),
}

const open = (settings: Partial<LimitSettings> = {}) =>
  holdToContract(createApp({ ...world.services, limits: { ...limits, ...settings } }))

/** Asks as the socket of an address would. */
function ask(app: App, path: string, address: string, init: RequestInit = {}) {
  return app.request(path, init, { incoming: { socket: { remoteAddress: address } } })
}

const state = (response: Response) => ({
  status: response.status,
  policy: response.headers.get('ratelimit-policy'),
  left: Number(/^"default";r=(\d+);t=\d+$/.exec(response.headers.get('ratelimit') ?? '')?.[1]),
})

async function addKey(name: string, pointsPerMinute: number | null): Promise<string> {
  const secret = createKeySecret()
  const hash = hashKeySecret(secret)
  const id = `key_${name}`
  const key = { id, name, hash, prefix: secret.slice(0, 7), pointsPerMinute, now: 1 }
  await insertApiKey(world.services.store.query, key)
  return secret
}

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } })

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const batch = (count: number): RequestInit =>
  json({ chain: 'eip155:31337', items: Array.from({ length: count }, () => ({})) })

const word = `0x${'1'.repeat(64)}`
const wallet = `0x${'2'.repeat(40)}`

/** A letter, and what makes judging one dearer: a signature, and the longest proof. */
const letters = {
  letter: { inboxId: word, sender: wallet, letterHash: word, relay: wallet },
  senderStatement: {
    wallet,
    senderInboxId: `0x${'0'.repeat(64)}`,
    keyId: `0x${'0'.repeat(64)}`,
    issuedAt: 1,
    signature: `0x${'1'.repeat(130)}`,
  },
  mailing: { mailingId: word, index: 0, proof: Array(32).fill(word) },
}

describe('rate limits', () => {
  it('tell what is left with every answer, problems too', async () => {
    const app = open()
    const policy = '"default";q=30;w=60'
    const first = await ask(app, '/v1/chains', '192.0.2.1')
    expect(state(first)).toEqual({ status: 200, policy, left: 29 })
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=29;t=(59|60)$/)
    expect(state(await ask(app, '/v1/nothing', '192.0.2.1'))).toEqual({
      status: 404,
      policy,
      left: 28,
    })
    const bad = await ask(app, '/v1/stamps/0x12', '192.0.2.1')
    expect(state(bad)).toEqual({ status: 400, policy, left: 27 })
  })

  it('refuse whoever has none left, and say when there are more', async () => {
    const app = open({ pointsPerMinute: 2 })
    expect(state(await ask(app, '/v1/chains', '192.0.2.1'))).toMatchObject({ status: 200, left: 1 })
    expect(state(await ask(app, '/v1/chains', '192.0.2.1'))).toMatchObject({ status: 200, left: 0 })
    const refused = await ask(app, '/v1/chains', '192.0.2.1')
    expect(state(refused)).toEqual({ status: 429, policy: '"default";q=2;w=60', left: 0 })
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(50)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(refused.headers.get('ratelimit')).toBe(`"default";r=0;t=${seconds}`)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    const body = problem.strict().parse(await refused.json())
    expect(body).toMatchObject({ code: 'rate_limited', status: 429 })
    expect(body.detail).toBe(
      `The address has 2 points a minute, and fewer than the 1 left that this costs. Ask again in ${seconds} s, or with an API key.`,
    )
    expect(state(await ask(app, '/v1/chains', '192.0.2.2'))).toMatchObject({ status: 200 })
  })

  it('take a point for each item of a batch, all or none', async () => {
    const app = open()
    const path = '/v1/verify/batch'
    expect(state(await ask(app, path, '192.0.2.1', batch(20)))).toMatchObject({
      status: 200,
      left: 10,
    })
    // One point has been taken before the items were counted.
    expect(state(await ask(app, path, '192.0.2.1', batch(11)))).toMatchObject({
      status: 429,
      left: 9,
    })
    expect(state(await ask(app, path, '192.0.2.1', batch(9)))).toMatchObject({
      status: 200,
      left: 0,
    })
  })

  it('take one more each time for a letter that is in a batch again', async () => {
    const app = open()
    const other = { ...letters.letter, letterHash: `0x${'3'.repeat(64)}` }
    const items = [letters.letter, other, letters.letter, letters.letter]
    const answer = await ask(
      app,
      '/v1/verify/batch',
      '192.0.2.1',
      json({ chain: 'eip155:31337', items }),
    )
    expect(state(answer)).toMatchObject({ status: 200, left: 30 - (1 + 1 + 2 + 3) })
  })

  it('give nothing back for an empty batch', async () => {
    const app = open()
    for (const left of [29, 28, 27]) {
      const answer = await ask(app, '/v1/verify/batch', '192.0.2.1', batch(0))
      expect(state(answer)).toMatchObject({ status: 200, left })
    }
  })

  it('take as much for HEAD as for GET', async () => {
    const app = open()
    const left = await ask(app, '/v1/stats?chain=eip155:31337', '192.0.2.1', { method: 'HEAD' })
    expect(state(left)).toMatchObject({ left: 20 })
    for (const path of ['/v1/snapshot', '/v1/relays', '/v1/events', '/v1/stamps/0x1/proof']) {
      expect([path, weightOf('HEAD', path)]).toEqual([path, weightOf('GET', path)])
    }
    expect(weightOf('GET', '/v1/mailings/0x1/leaves/0')).toBe(5)
  })

  it.each([
    [1, 29],
    [50, 25],
    [200, 10],
  ])('take more for longer pages of movements: %i', async (limit, left) => {
    const path = `/v1/accounts/0x${'1'.repeat(40)}/movements?chain=eip155:31337&limit=${limit}`
    expect(state(await ask(open(), path, '192.0.2.1'))).toMatchObject({ status: 200, left })
  })

  it('take more for letters with a signature to check, or siblings to hash', async () => {
    const app = open()
    const { senderStatement, mailing, letter } = letters
    const items = [letter, { ...letter, senderStatement }, { ...letter, mailing }]
    for (const [item, left] of [
      [items[0], 29],
      [items[1], 24],
      [items[2], 19],
    ]) {
      const init = json({ chain: 'eip155:31337', ...(item as object) })
      expect(state(await ask(app, '/v1/verify', '192.0.2.1', init))).toMatchObject({
        status: 200,
        left,
      })
    }
    const hashes = ['4', '5', '6'].map((digit) => `0x${digit.repeat(64)}`)
    const different = items.map((item, i) => ({ ...item, letterHash: hashes[i] }))
    const together = json({ chain: 'eip155:31337', items: different })
    const answer = await ask(app, '/v1/verify/batch', '192.0.2.1', together)
    expect(state(answer)).toMatchObject({ status: 200, left: 8 })
  })

  it('let something that costs more than the quota through when nothing was asked before', async () => {
    const app = open()
    const path = '/v1/verify/batch'
    await ask(app, '/v1/chains', '192.0.2.1')
    expect(state(await ask(app, path, '192.0.2.1', batch(1_000)))).toMatchObject({ status: 429 })
    expect(weightOf('GET', '/v1/snapshot')).toBeGreaterThan(limits.pointsPerMinute)
    expect(state(await ask(app, '/v1/snapshot', '192.0.2.2'))).toMatchObject({ left: 0 })
  })

  it('count IPv6 by /64, and behind a proxy of ours whom it names', async () => {
    const app = open()
    await ask(app, '/v1/chains', '2001:db8:1:2::3')
    expect(state(await ask(app, '/v1/chains', '2001:db8:1:2:ffff::4'))).toMatchObject({ left: 28 })
    expect(state(await ask(app, '/v1/chains', '2001:db8:1:3::3'))).toMatchObject({ left: 29 })
    const forwarded = { headers: { 'x-forwarded-for': '1.1.1.1, 203.0.113.7' } }
    await ask(app, '/v1/chains', '10.1.1.1', forwarded)
    expect(state(await ask(app, '/v1/chains', '203.0.113.7'))).toMatchObject({ left: 28 })
    await ask(app, '/v1/chains', '198.51.100.1', forwarded)
    expect(state(await ask(app, '/v1/chains', '203.0.113.7'))).toMatchObject({ left: 27 })
  })

  it('give a key a quota of its own, wherever it is used', async () => {
    const app = open()
    const one = await ask(app, '/v1/chains', '192.0.2.1', bearer(ordinary))
    expect(state(one)).toEqual({ status: 200, policy: '"default";q=40;w=60', left: 39 })
    const other = await ask(app, '/v1/chains', '192.0.2.2', bearer(ordinary))
    expect(state(other)).toMatchObject({ left: 38 })
    const own = await ask(app, '/v1/chains', '192.0.2.2', bearer(rich))
    expect(state(own)).toEqual({ status: 200, policy: '"default";q=50;w=60', left: 49 })
    // What looking the keys up cost, once each, and nothing else.
    expect(state(await ask(app, '/v1/chains', '192.0.2.2'))).toMatchObject({ left: 19 })
  })

  it('tell a key that it has none left, without offering another', async () => {
    const app = open({ keyPointsPerMinute: 1 })
    await ask(app, '/v1/chains', '192.0.2.1', bearer(ordinary))
    const refused = await ask(app, '/v1/chains', '192.0.2.1', bearer(ordinary))
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringMatching(/^The key has 1 points a minute, .* Ask again in \d+ s\.$/),
    })
  })

  it('take nothing for what is outside of /v1, nor for preflights', async () => {
    const app = open({ pointsPerMinute: 1 })
    await ask(app, '/v1/chains', '192.0.2.1')
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/docs', '/openapi.json']) {
      const response = await ask(app, path, '192.0.2.1', bearer('of-another-service'))
      expect([path, response.status, response.headers.get('ratelimit')]).toEqual([path, 200, null])
    }
    const preflight = await ask(app, '/v1/chains', '192.0.2.1', { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe(
      'GET, HEAD, POST, PUT, DELETE',
    )
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, last-event-id, x-request-id',
    )
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('show their headers to web pages', async () => {
    const response = await ask(open(), '/v1/chains', '192.0.2.1')
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'ratelimit, ratelimit-policy, retry-after, x-request-id',
    )
  })
})

describe('createLimiter', () => {
  it('counts clients beyond the bound by their network, and those already counted as before', async () => {
    const limiter = createLimiter({ mostClients: 3 })
    const left = async (client: string) => (await limiter.take(client, 1, 10)).remaining
    await left('192.0.2.1')
    await left('192.0.2.2')
    await left('2001:db8:1:2::/64')
    expect(await left('198.51.100.1')).toBe(9)
    expect(await left('198.51.200.2')).toBe(8)
    expect(await left('198.52.0.1')).toBe(9)
    expect(await left('2001:db9:1:2::/64')).toBe(9)
    expect(await left('2001:db9:ffff:2::/64')).toBe(8)
    expect(await left('192.0.2.1')).toBe(8)
  })

  it.each([-1, Number.NaN])('refuses to take %d points', async (points) => {
    await expect(createLimiter().take('192.0.2.1', points, 10)).rejects.toThrow(RangeError)
  })

  it('holds 300,000 addresses in bounded memory', async () => {
    const limiter = createLimiter()
    const before = await heldMemory()
    for (let n = 0; n < 300_000; n++) {
      await limiter.take(`${(n >>> 16) & 15}.${(n >>> 8) & 255}.${n & 255}.${n % 251}`, 1, 10)
    }
    expect((await heldMemory()) - before).toBeLessThan(32 << 20)
    expect((await limiter.take('0.0.0.0', 1, 10)).remaining).toBe(8)
  })
})
