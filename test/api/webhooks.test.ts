import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../../api/app.ts'
import { createApp } from '../../api/app.ts'
import { issueKey } from '../../api/keys/issueKey.ts'
import { revokeApiKey } from '../../api/queries/apiKey.ts'
import { webhookDefaults } from '../../api/webhooks/webhookSettings.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Webhook } from '../../protocol/wire/webhook.ts'
import {
  createdWebhookResponse,
  maxWebhooks,
  pingResponse,
  rotatedWebhookResponse,
  webhookResponse,
  webhooksResponse,
} from '../../protocol/wire/webhook.ts'
import { askProblem } from './ask.ts'
import { holdToContract } from './contract.ts'
import type { Receiver } from './webhooksReceiver.ts'
import { startReceiver } from './webhooksReceiver.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/*
/v1/webhooks
├── without a key → 401; of another key → 404 webhook_not_found
├── create → the webhook and its secret, once; patterns of types resolved
│   └── given a bad url, type, chain, field, or too many → its problem
├── list, get, delete → what the key has
├── rotate → another secret
└── ping → what the receiver answered at once; enables a webhook that was disabled
*/

let world: World
let app: App
let receiver: Receiver
let id: string
let key: string

beforeAll(async () => {
  world = await startWorld()
  receiver = await startReceiver()
})
beforeEach(async () => {
  const webhooks = { ...webhookDefaults, timeout: 500, allowPrivate: true }
  app = holdToContract(createApp({ ...world.services, webhooks }))
  receiver.received.length = 0
  receiver.answer = (response) => response.writeHead(204).end()
  const issued = await issueKey(world.services.store, { name: 'x', pointsPerMinute: null, now: 1 })
  ;[id, key] = [issued.id, issued.secret]
})
afterEach(() => world.services.store.query('delete from api.webhook'))
afterAll(async () => {
  await receiver.close()
  await world.stop()
})

const wish = { url: 'https://relay.example/hook', chain: 'eip155:31337', types: ['stamp.posted'] }

const init = (method: string, body?: unknown, secret = key): RequestInit => ({
  method,
  headers: {
    authorization: `Bearer ${secret}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
})

async function create(wanted: object = {}) {
  const response = await app.request('/v1/webhooks', init('POST', { ...wish, ...wanted }))
  const body = await response.json()
  expect({ status: response.status, body }).toMatchObject({ status: 201 })
  expect(createdWebhookResponse.parse(body)).toEqual(body)
  return createdWebhookResponse.parse(body)
}

async function list(): Promise<Webhook[]> {
  const response = await app.request('/v1/webhooks', init('GET'))
  return webhooksResponse.parse(await response.json()).webhooks
}

const refused = (code: ProblemCode, path: string, request: RequestInit) =>
  askProblem(app, path, code, request)

describe('webhooks', () => {
  it.each([
    ['POST', '/v1/webhooks'],
    ['GET', '/v1/webhooks'],
    ['GET', '/v1/webhooks/wh_0123456789abcdef'],
    ['DELETE', '/v1/webhooks/wh_0123456789abcdef'],
    ['POST', '/v1/webhooks/wh_0123456789abcdef/rotate'],
    ['POST', '/v1/webhooks/wh_0123456789abcdef/ping'],
    ['GET', '/v1/webhooks/wh_0123456789abcdef/deliveries'],
    ['POST', `/v1/webhooks/wh_0123456789abcdef/deliveries/msg_${'0'.repeat(32)}/redeliver`],
  ])('want an API key for %s %s, and know those of the key only', async (method, path) => {
    const body = path === '/v1/webhooks' && method === 'POST' ? JSON.stringify(wish) : null
    const headers = body === null ? {} : { 'content-type': 'application/json' }
    const request = { method, headers, body }
    const problem = await refused('invalid_api_key', path, request)
    expect(problem.headers.get('www-authenticate')).toBe('Bearer realm="pennypost"')
    expect(problem.detail).toBe('This operation needs an API key. Send Authorization: Bearer pp_…')
    if (path === '/v1/webhooks') return
    const { webhook } = await create()
    const { webhookId } = webhook
    const foreign = await issueKey(world.services.store, {
      name: 'y',
      pointsPerMinute: null,
      now: 1,
    })
    const own = path.replace('wh_0123456789abcdef', webhookId)
    const { detail } = await refused(
      'webhook_not_found',
      own,
      init(method, undefined, foreign.secret),
    )
    expect(detail).toContain(webhookId)
    expect(await list()).toEqual([webhook])
  })
})

describe('createWebhook', () => {
  it('gives the webhook and its secret, once', async () => {
    const relay = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
    const inboxId = `0x${'AB'.repeat(32)}`
    const { webhook, secret } = await create({ relay: relay.toLowerCase(), inboxId })
    expect(webhook).toEqual({
      ...wish,
      webhookId: expect.stringMatching(/^wh_[0-9a-f]{16}$/),
      relay,
      inboxId: inboxId.toLowerCase(),
      createdAt: Math.floor(world.clock.now / 1_000),
    })
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
    expect(await list()).toEqual([webhook])
    expect(JSON.stringify(await list())).not.toContain('whsec_')
    expect(JSON.stringify(world.log)).not.toContain(secret)
  })

  it('keeps the url as it is asked', async () => {
    const { webhook } = await create({ url: 'https://RELAY.example:443/a/../ü?ö' })
    expect(webhook.url).toBe('https://relay.example/%C3%BC?%C3%B6')
  })

  it('resolves patterns', async () => {
    const { webhook } = await create({ types: ['mailing.*', 'stamp.posted'] })
    expect([...webhook.types].sort()).toEqual([
      'mailing.admitted',
      'mailing.closed',
      'mailing.opened',
      'stamp.posted',
    ])
  })

  it.each([
    ['url', '', '/url'],
    ['url', 'relay.example', '/url'],
    ['url', 'ftp://relay.example/', '/url'],
    ['url', 'javascript:alert(1)', '/url'],
    ['url', `https://relay.example/${'x'.repeat(2_048)}`, '/url'],
    ['url', 'https://relay.example/\u0000', '/url'],
    ['url', 'https://relay.example/a\nb', '/url'],
    ['url', ' https://relay.example/\u0085', '/url'],
    ['url', 'https://relay.example/\ud800', '/url'],
    ['url', `https://relay.example/${'ü'.repeat(1_000)}`, '/url'],
    ['types', [], '/types'],
    ['types', ['stamp.eaten'], '/types/0'],
    ['types', ['stamp.posted', 5], '/types/1'],
    ['types', 'stamp.posted', '/types'],
    ['types', Array.from({ length: 65 }, () => 'stamp.posted'), '/types'],
    ['inboxId', '0x12', '/inboxId'],
    ['relay', 'me', '/relay'],
    ['chain', 'base', '/chain'],
    ['secret', 'whsec_mine', '/secret'],
  ])('refuses %s %j', async (field, value, pointer) => {
    const request = init('POST', { ...wish, [field]: value })
    const { errors } = await refused('invalid_request', '/v1/webhooks', request)
    expect(errors?.map((error) => error.pointer)).toContain(pointer)
  })

  it.each([
    [
      'stamp.bogus',
      'is no type: of stamp.* there are stamp.posted, stamp.admitted, stamp.collected, stamp.returned, stamp.expired, stamp.voided',
    ],
    [
      'letters',
      expect.stringMatching(
        /^is no type: give \*, retracted, or one such as stamp\.\* or stamp\.posted, of inbox, .*stamp, mailing, /,
      ),
    ],
  ])('names the types that there are instead of %s', async (type, detail) => {
    const request = init('POST', { ...wish, types: [type] })
    const { errors } = await refused('invalid_request', '/v1/webhooks', request)
    expect(errors).toEqual([{ in: 'body', pointer: '/types/0', detail }])
  })

  it('refuses a chain that is not served here', async () => {
    const request = init('POST', { ...wish, chain: 'eip155:5' })
    await refused('unknown_chain', '/v1/webhooks', request)
  })

  it.each([
    'http://relay.example/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://u:p@relay.example/',
  ])('refuses the target %s', async (url) => {
    const settings = { ...world.services, webhooks: webhookDefaults }
    const strict = holdToContract(createApp(settings))
    const request = init('POST', { ...wish, url })
    await askProblem(strict, '/v1/webhooks', 'webhook_target_refused', request)
  })

  it('refuses one more than a key may have, also of many that come at once', async () => {
    const all = Array.from({ length: maxWebhooks + 5 }, () =>
      app.request('/v1/webhooks', init('POST', wish)),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(maxWebhooks)
    expect(statuses.filter((status) => status === 409)).toHaveLength(5)
    const { detail } = await refused('webhook_limit', '/v1/webhooks', init('POST', wish))
    expect(detail).toBe(`A key may have ${maxWebhooks} webhooks. Delete one first.`)
  })
})

describe('getWebhook, deleteWebhook', () => {
  it('tell one, until it is deleted', async () => {
    const { webhook } = await create()
    const path = `/v1/webhooks/${webhook.webhookId}`
    const response = await app.request(path, init('GET'))
    expect(webhookResponse.parse(await response.json())).toEqual({ webhook })
    const deleted = await app.request(path, init('DELETE'))
    expect([deleted.status, await deleted.text()]).toEqual([204, ''])
    await refused('webhook_not_found', path, init('GET'))
    await refused('webhook_not_found', path, init('DELETE'))
    expect(await list()).toEqual([])
  })

  it('refuse what is no id', async () => {
    const { errors } = await refused('invalid_request', '/v1/webhooks/wh_1', init('GET'))
    expect(errors).toMatchObject([{ in: 'path', pointer: '/webhookId' }])
  })
})

describe('rotateWebhook', () => {
  it('gives another secret, and says for how long the old one counts', async () => {
    const { webhook, secret } = await create()
    const path = `/v1/webhooks/${webhook.webhookId}/rotate`
    const response = await app.request(path, init('POST'))
    const rotated = rotatedWebhookResponse.parse(await response.json())
    expect(rotated.previousUntil).toBe(Math.floor(world.clock.now / 1_000) + 86_400)
    expect(rotated.secret).not.toBe(secret)
  })
})

describe('pingWebhook', () => {
  const ping = async (webhookId: string) => {
    const response = await app.request(`/v1/webhooks/${webhookId}/ping`, init('POST'))
    expect(response.status).toBe(200)
    return pingResponse.parse(await response.json())
  }

  it('tells what the receiver answered', async () => {
    const { webhook } = await create({ url: receiver.url })
    const { webhookId } = webhook
    const seconds = Math.floor(world.clock.now / 1_000)
    expect(await ping(webhookId)).toEqual({
      delivered: true,
      responseStatus: 204,
      error: null,
      webhook: { ...webhook, deliveredAt: seconds },
    })
    expect(JSON.parse(receiver.received[0]?.body as string)).toEqual({
      type: 'webhook.ping',
      timestamp: new Date(world.clock.now).toISOString(),
      data: { webhookId },
    })
    receiver.answer = (response) => response.writeHead(503).end('secrets of the receiver')
    expect(await ping(webhookId)).toMatchObject({
      delivered: false,
      responseStatus: 503,
      error: 'answered 503',
    })
    receiver.answer = () => {}
    expect(await ping(webhookId)).toMatchObject({
      delivered: false,
      responseStatus: null,
      error: 'no answer within 500 ms',
    })
  })

  it('is made once at a time, and told of to all who ask meanwhile', async () => {
    receiver.answer = () => {}
    const { webhook } = await create({ url: receiver.url })
    const pings = await Promise.all([1, 2, 3].map(() => ping(webhook.webhookId)))
    expect(pings.map(({ error }) => error)).toEqual(pings.map(() => 'no answer within 500 ms'))
    expect(receiver.received).toHaveLength(1)
    receiver.answer = (response) => response.writeHead(204).end()
    expect(await ping(webhook.webhookId)).toMatchObject({ delivered: true })
  })

  it('enables a webhook that was disabled, once the receiver answers', async () => {
    const { webhook } = await create({ url: receiver.url })
    await world.services.store.query(
      `update api.webhook set disabled_at = 5, disabled_because = 'failing', failing_since = 1, failures = 20`,
    )
    receiver.answer = (response) => response.writeHead(500).end()
    const disabled = { disabledAt: 5, disabledBecause: 'failing', failingSince: 1 }
    expect((await ping(webhook.webhookId)).webhook).toMatchObject(disabled)
    receiver.answer = (response) => response.writeHead(200).end()
    await ping(webhook.webhookId)
    const [enabled] = await list()
    expect(enabled).toEqual({ ...webhook, deliveredAt: Math.floor(world.clock.now / 1_000) })
  })
})

describe('an API key that is revoked', () => {
  it('takes its webhooks with it', async () => {
    await create()
    await revokeApiKey(world.services.store.query, id, 77)
    const rows = await world.services.store.query(
      'select disabled_at as at, disabled_because as because from api.webhook',
    )
    expect(rows).toEqual([{ at: 77, because: 'key_revoked' }])
  })
})
