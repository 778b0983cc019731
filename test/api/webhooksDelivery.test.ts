import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import postgres from 'postgres'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../../api/app.ts'
import { createApp } from '../../api/app.ts'
import { issueKey } from '../../api/keys/issueKey.ts'
import { createMetrics } from '../../api/metrics.ts'
import type { NewEntry } from '../../api/queries/feedEntries.ts'
import { appendEntries } from '../../api/queries/feedEntries.ts'
import { pruneDeliveries, requeueStranded } from '../../api/queries/webhookDispatch.ts'
import type { Services } from '../../api/services.ts'
import { openStore } from '../../api/store.ts'
import type { DeliverySchedule } from '../../api/webhooks/deliverySchedule.ts'
import { deliverySchedule } from '../../api/webhooks/deliverySchedule.ts'
import { measurePending } from '../../api/webhooks/measurePending.ts'
import { webhookDefaults } from '../../api/webhooks/webhookSettings.ts'
import type { WebhookWorker } from '../../api/webhooks/webhookWorker.ts'
import { startWebhookWorker } from '../../api/webhooks/webhookWorker.ts'
import {
  createdWebhookResponse,
  rotatedWebhookResponse,
  webhookDeliveriesResponse,
  webhookDeliveryResponse,
  webhookMessage,
  webhookResponse,
} from '../../protocol/wire/webhook.ts'
import { askProblem } from './ask.ts'
import { holdToContract } from './contract.ts'
import type { Receiver } from './webhooksReceiver.ts'
import { startReceiver } from './webhooksReceiver.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/*
deliveries
├── an entry of the feed → one message to each webhook that wants it, signed after Standard Webhooks
│   ├── retractions → to those that wanted what is retracted
│   ├── filters by chain, type, inbox and relay → nothing else
│   └── what came before the webhook → never
├── a rotation → two signatures for 24 h, then one
├── a receiver that is down, fails, hangs → the same message again, until it takes it or the attempts are over
│   └── fails for five days, says 410, or is too slow → the webhook is disabled
├── a receiver that hangs → holds up no other
├── a process that is killed while it delivers → the message comes again, with the same id
├── two workers → each entry once
├── a primary that is not there → waited for, and nothing fails
├── redeliver → the same message again
└── metrics → what came of deliveries, how long attempts took, how many wait; never of which webhook
*/

let world: World
let app: App
let services: Services
let receiver: Receiver
let key: string
const workers: WebhookWorker[] = []
const children: ChildProcess[] = []

const fast: DeliverySchedule = {
  ...deliverySchedule,
  retryLimit: 3,
  retryDelay: 1,
  retryDelayMax: 1,
  superviseSeconds: 1,
}

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  const { store } = world.services
  key = (await issueKey(store, { name: 'x', pointsPerMinute: null, now: 1 })).secret
})
beforeEach(async () => {
  // Receivers judge the age of a message by their own clock.
  world.clock.now = Date.now()
  receiver = await startReceiver()
  services = {
    ...world.services,
    metrics: createMetrics(),
    webhooks: { ...webhookDefaults, timeout: 700, allowPrivate: true },
  }
  app = holdToContract(createApp(services))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await receiver.close()
  await world.services.store.query('delete from api.webhook')
})
afterAll(() => world.stop())

const init = (method: string, body?: object): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  ...(body && { body: JSON.stringify(body) }),
})

function work(schedule = fast, over = services): WebhookWorker {
  const worker = startWebhookWorker(over, { url: world.databaseUrl, workers: 1, schedule })
  workers.push(worker)
  return worker
}

async function create(wanted: object = {}) {
  const wish = { url: receiver.url, chain: 'eip155:31337', types: ['*'], ...wanted }
  const response = await app.request('/v1/webhooks', init('POST', wish))
  expect(response.status).toBe(201)
  const { webhook, secret } = createdWebhookResponse.parse(await response.json())
  return { path: `/v1/webhooks/${webhook.webhookId}`, secret, webhookId: webhook.webhookId }
}

const hash = (digit: string) => `0x${digit.repeat(64)}` as const

let logIndex = 0

function entryOf(wanted: Partial<NewEntry> = {}): NewEntry {
  return {
    type: 'stamp.posted',
    chain: 'eip155:31337',
    block: { number: '12', hash: hash('b'), timestamp: 1_795_377_600 },
    logIndex: logIndex++,
    inboxId: hash('a'),
    relay: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
    data: { letterHash: hash('c'), note: 'quotes " and \\ and ünïcode \u2028' },
    state: [],
    ...wanted,
  }
}

/** Writes entries as the feed's writer does. @returns Their ids. */
async function tell(...entries: NewEntry[]): Promise<string[]> {
  const ids: string[] = []
  for (const entry of entries) {
    const chainId = Number(entry.chain.split(':')[1])
    const { first } = await services.store.transaction((query) =>
      appendEntries(query, chainId, [entry]),
    )
    ids.push(String(first))
  }
  return ids
}

const told = () => receiver.received.map(({ body }) => webhookMessage.parse(JSON.parse(body)))
const toldIds = () => told().map(({ data }) => (data as { id: string }).id)
const until = { timeout: 20_000, interval: 20 }

async function deliveriesOf(path: string, query = '') {
  const response = await app.request(`${path}/deliveries${query}`, init('GET'))
  return webhookDeliveriesResponse.parse(await response.json())
}

async function read(path: string) {
  const response = await app.request(path, init('GET'))
  return webhookResponse.parse(await response.json()).webhook
}

describe('an entry of the feed', () => {
  it('comes as one message, signed after Standard Webhooks', async () => {
    const { secret, path } = await create()
    work()
    const entry = entryOf()
    const [entryId] = await tell(entry)
    await expect.poll(() => receiver.received, until).toHaveLength(1)
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]]
    const message = new Verifier(secret).verify(body, headers as Record<string, string>)
    expect(webhookMessage.parse(message)).toEqual(message)
    expect(message).toEqual({
      type: 'stamp.posted',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { id: entryId, ...entry },
    })
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^msg_[0-9a-f]{32}$/),
    })
    const other = new Verifier(`whsec_${Buffer.alloc(32).toString('base64')}`)
    expect(() => other.verify(body, headers as Record<string, string>)).toThrow('signature')
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, until)
      .toEqual([
        {
          deliveryId: headers['webhook-id'],
          entryId,
          type: 'stamp.posted',
          status: 'delivered',
          createdAt: expect.any(Number),
          attempts: 1,
          attemptedAt: expect.any(Number),
          responseStatus: 204,
        },
      ])
    expect(await read(path)).toMatchObject({ deliveredAt: expect.any(Number) })
  })

  it('comes to whom it concerns, and what retracts it does too', async () => {
    const relay = '0x1111111111111111111111111111111111111111'
    await create({ types: ['stamp.posted'], inboxId: hash('A'), relay: entryOf().relay })
    const before = await tell(entryOf())
    await create({ url: `${receiver.url}/late`, chain: 'eip155:31338' })
    work()
    const ids = await tell(
      entryOf(),
      entryOf({ type: 'stamp.admitted' }),
      entryOf({ inboxId: hash('d') }),
      entryOf({ relay }),
      entryOf({ chain: 'eip155:31338' }),
      entryOf({ type: 'retracted', retractedType: 'stamp.posted', retracts: before[0] as string }),
      entryOf({
        type: 'retracted',
        retractedType: 'stamp.admitted',
        retracts: before[0] as string,
      }),
    )
    await expect.poll(() => receiver.received.length, until).toBe(4)
    const at = (path: string) =>
      receiver.received
        .filter((message) => message.path === path)
        .map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id)
        .sort()
    expect(at('/hook')).toEqual([before[0], ids[0], ids[5]].sort())
    expect(at('/hook/late')).toEqual([ids[4]])
  })

  it('comes to a webhook that was there before it, and to none made after', async () => {
    await tell(entryOf())
    const { path } = await create()
    const [later] = await tell(entryOf())
    work()
    await expect.poll(toldIds, until).toEqual([later])
    expect((await deliveriesOf(path)).deliveries).toHaveLength(1)
  })

  it('comes once to each webhook, with two workers at it', async () => {
    await create()
    await create({ url: `${receiver.url}/other` })
    work()
    work()
    const ids = await tell(...Array.from({ length: 40 }, () => entryOf()))
    await expect.poll(() => receiver.received.length, until).toBe(80)
    expect(toldIds().sort()).toEqual([...ids, ...ids].sort())
    const messageIds = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(new Set(messageIds).size).toBe(80)
  })
})

describe('a rotation', () => {
  it('signs with both secrets for 24 h, the new one first, and then with the new one', async () => {
    const { path, secret } = await create()
    const response = await app.request(`${path}/rotate`, init('POST'))
    const rotated = rotatedWebhookResponse.parse(await response.json())
    work()
    await tell(entryOf())
    await expect.poll(() => receiver.received, until).toHaveLength(1)
    world.clock.now += 86_400_000
    await tell(entryOf())
    await expect.poll(() => receiver.received, until).toHaveLength(2)

    const [both, one] = receiver.received.map(({ headers }) =>
      (headers['webhook-signature'] as string).split(' '),
    )
    expect([both?.length, one?.length]).toEqual([2, 1])
    const verify = (secretToUse: string, position: number, signature?: string) => {
      const { body, headers } = receiver.received[position] as (typeof receiver.received)[number]
      const given = { ...headers, ...(signature && { 'webhook-signature': signature }) }
      // The second message is dated tomorrow, which the verifier rightly refuses: only the signature is asked about.
      const verifier = new Verifier(secretToUse)
      const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
      return given['webhook-signature']
        ?.split(' ')
        .includes(verifier.sign(headers['webhook-id'] as string, at, body))
    }
    expect(verify(rotated.secret, 0, both?.[0])).toBe(true)
    expect(verify(secret, 0, both?.[1])).toBe(true)
    expect(verify(rotated.secret, 1)).toBe(true)
    expect(verify(secret, 1)).toBe(false)
  })
})

describe('a receiver', () => {
  it('that is down gets the message once it is up, with the same id and a new time', async () => {
    const { path, secret } = await create()
    await receiver.down()
    work()
    await tell(entryOf())
    const attempts = async () => (await deliveriesOf(path)).deliveries[0]
    await expect.poll(attempts, until).toMatchObject({
      status: 'pending',
      attempts: 1,
      error: 'the connection was refused',
    })
    expect(await read(path)).toMatchObject({ failingSince: expect.any(Number) })
    world.clock.now += 60_000
    await receiver.up()
    await expect.poll(() => receiver.received, until).toHaveLength(1)
    await expect.poll(attempts, until).toMatchObject({ status: 'delivered', responseStatus: 204 })
    const [{ body, headers }] = receiver.received as [(typeof receiver.received)[number]]
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(world.clock.now / 1_000)))
    new Verifier(secret).verify(body, headers as Record<string, string>)
    expect(await read(path)).not.toHaveProperty('failingSince')
  })

  it('that fails gets the same bytes again, until the attempts are over', async () => {
    receiver.answer = (response) => response.writeHead(500).end()
    const { path } = await create()
    work()
    await tell(entryOf())
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, { ...until, timeout: 40_000 })
      .toMatchObject([
        { status: 'failed', attempts: 4, responseStatus: 500, error: 'answered 500' },
      ])
    expect(receiver.received).toHaveLength(4)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  it('that has hung gets the message again', async () => {
    let hung = 0
    receiver.answer = (response) => {
      if (hung++ > 0) response.writeHead(200).end()
    }
    const { path } = await create()
    work()
    await tell(entryOf())
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, until)
      .toMatchObject([{ status: 'delivered', attempts: 2, responseStatus: 200 }])
  })

  it('that hangs holds up no other', async () => {
    receiver.answer = (response, { path }) => {
      if (path === '/hook') response.writeHead(204).end()
    }
    await create({ url: `${receiver.url}/hangs`, types: ['stamp.posted'] })
    await create({ types: ['door.set'] })
    const patient = { ...webhookDefaults, timeout: 30_000, allowPrivate: true }
    work(fast, { ...services, webhooks: patient })
    await tell(...Array.from({ length: 60 }, () => entryOf()))
    await expect.poll(() => receiver.received.length, until).toBeGreaterThan(0)
    const [id] = await tell(entryOf({ type: 'door.set' }))
    await expect
      .poll(() => receiver.received.filter(({ path }) => path === '/hook').length, until)
      .toBe(1)
    expect(toldIds()).toContain(id)
    receiver.answer = (response) => response.writeHead(204).end()
    await receiver.close()
    await receiver.up()
  })

  it('that hangs holds up no other, however many webhooks its key has for it', async () => {
    let isOver = false
    const hanging = new Set<string>()
    let most = 0
    let underWay = 0
    receiver.answer = (response, { path }) => {
      if (isOver || path === '/hook') return response.writeHead(204).end()
      hanging.add(path)
      most = Math.max(most, ++underWay)
      response.once('close', () => underWay--)
      return response
    }
    for (let i = 0; i < 6; i++) {
      await create({ url: `${receiver.url}/hangs${i}`, types: ['stamp.posted'] })
    }
    const mine = key
    const issued = await issueKey(services.store, { name: 'y', pointsPerMinute: null, now: 1 })
    key = issued.secret
    await create({ types: ['door.set'] })
    key = mine
    const patient = { ...webhookDefaults, timeout: 30_000, allowPrivate: true }
    work(fast, { ...services, webhooks: patient })
    await tell(...Array.from({ length: 20 }, () => entryOf()))
    await expect.poll(() => underWay, until).toBe(5)
    const [id] = await tell(entryOf({ type: 'door.set' }))
    await expect.poll(toldIds, until).toContain(id)
    expect(most).toBe(5)
    isOver = true
    await receiver.close()
    await receiver.up()
  })

  it('that fails is tried once at a time', async () => {
    let underWay = 0
    const crowds: number[] = []
    receiver.answer = (response) => {
      crowds.push(++underWay)
      setTimeout(() => {
        underWay--
        response.writeHead(500).end()
      }, 50)
    }
    await create()
    work({ ...fast, retryLimit: 0 })
    await tell(...Array.from({ length: 12 }, () => entryOf()))
    await expect.poll(() => crowds.length, until).toBe(12)
    expect(Math.max(...crowds.slice(6))).toBeLessThanOrEqual(2)
  })

  it('that answers 410 is let alone', async () => {
    receiver.answer = (response) => response.writeHead(410).end()
    const { path } = await create()
    work()
    await tell(entryOf())
    await expect.poll(() => read(path), until).toMatchObject({ disabledBecause: 'gone' })
    expect((await deliveriesOf(path)).deliveries).toMatchObject([{ status: 'failed', attempts: 1 }])
    await tell(entryOf())
    await expect.poll(cursorIsAtEnd, until).toBe(true)
    expect((await deliveriesOf(path)).deliveries).toHaveLength(1)
  })

  it.each([
    ['a second before five days', -1, 9, undefined],
    ['after five days, nine failures before', 0, 9, 'failing'],
    ['after five days, eight failures before', 0, 8, undefined],
  ] as const)('that fails is let alone %s', async (_, seconds, failures, because) => {
    receiver.answer = (response) => response.writeHead(500).end()
    const { path, webhookId } = await create()
    const since = Math.floor(world.clock.now / 1_000) - 5 * 86_400 - seconds
    await services.store.query(
      'update api.webhook set failing_since = $2, failures = $3 where id = $1',
      [webhookId, since, failures],
    )
    work({ ...fast, retryLimit: 0 })
    await tell(entryOf())
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, until)
      .toMatchObject([{ status: 'failed' }])
    expect((await read(path)).disabledBecause).toBe(because)
  })

  it('that is too slow is let alone when too much waits for it', async () => {
    const { path } = await create()
    await tell(...Array.from({ length: 4 }, () => entryOf()))
    receiver.answer = () => {}
    work({ ...fast, mostPending: 3 })
    await expect
      .poll(() => read(path), { ...until, timeout: 5_000 })
      .toMatchObject({
        disabledBecause: 'backlog',
      })
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries.map(({ status }) => status), until)
      .not.toContain('pending')
  })
})

describe('a process that is killed while it delivers', () => {
  it('leaves the message to another, which sends it again with the same id', async () => {
    receiver.answer = () => {}
    const { path } = await create()
    const [entryId] = await tell(entryOf())
    const short = { ...fast, expireInSeconds: 2 }
    const file = join(import.meta.dirname, 'webhooksChild.ts')
    const args = [file, world.databaseUrl, JSON.stringify({ ...fast, expireInSeconds: 2 })]
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    children.push(child)
    await expect.poll(() => receiver.received, until).toHaveLength(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    receiver.answer = (response) => response.writeHead(204).end()
    work(short)
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, { ...until, timeout: 30_000 })
      .toMatchObject([{ status: 'delivered', attempts: 1, entryId }])
    expect(receiver.received).toHaveLength(2)
    const [first, second] = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(first).toBe(second)
  })
})

describe('a delivery that no job is about any more', () => {
  it('is queued again once it is old, and no other is', async () => {
    receiver.answer = (response) => response.writeHead(500).end()
    const { path } = await create()
    await tell(entryOf(), entryOf())
    const worker = work({ ...fast, retryDelay: 600, retryDelayMax: 600 })
    await expect.poll(() => receiver.received, until).toHaveLength(2)
    await worker.stop()
    const { query } = services.store
    // Old enough to be looked after, and too young to be forgotten once it is settled.
    const old = Math.floor(world.clock.now / 1_000) - 86_400
    await query('update api.webhook_delivery set created_at = $1', [old])
    const [lost] = await query<{ id: string }>(
      `delete from pgboss.job where id in (select id from pgboss.job where name = 'webhook' and state < 'completed' limit 1)
       returning data ->> 'id' as id`,
    )
    expect(await requeueStranded(query, old)).toBe(0)
    expect(await requeueStranded(query, old + 1)).toBe(1)
    expect(await requeueStranded(query, old + 1)).toBe(0)

    receiver.answer = (response) => response.writeHead(204).end()
    work()
    const id = `msg_${lost?.id.replaceAll('-', '')}`
    const isDelivered = async () => {
      const { deliveries } = await deliveriesOf(path)
      return deliveries.find(({ deliveryId }) => deliveryId === id)?.status
    }
    await expect.poll(isDelivered, until).toBe('delivered')
  })
})

describe('a primary that is not there', () => {
  it('when the last attempt is to be written down has it made again', async () => {
    const { path } = await create()
    let isLost = false
    const query: typeof services.store.query = (text, values) => {
      if (isLost || !text.includes('set attempts = attempts + 1'))
        return services.store.query(text, values)
      isLost = true
      return Promise.reject(new Error('lost'))
    }
    work({ ...fast, retryLimit: 0 }, { ...services, store: { ...services.store, query } })
    await tell(entryOf())
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries, until)
      .toMatchObject([{ status: 'delivered', attempts: 1 }])
    expect(isLost).toBe(true)
    expect(receiver.received).toHaveLength(2)
  })

  it('is waited for, also to come back', async () => {
    const name = 'later'
    const url = world.databaseUrl.replace(/\/[^/]*$/, `/${name}`)
    const admin = postgres(world.postgres.url, { max: 1, onnotice: () => {} })
    const store = openStore({ url })
    const worker = startWebhookWorker({ ...services, store }, { url, workers: 1, schedule: fast })
    const lines = () => world.log.filter(({ part }) => part === 'webhooks').map(({ msg }) => msg)
    await expect.poll(lines, until).toContain('webhooks are not delivered')
    expect((await app.request('/v1/chains')).status).toBe(200)

    await admin.unsafe(`create database ${name} template ${await quietTemplate(admin)}`)
    await expect.poll(lines, until).toContain('webhooks are delivered again')
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    const cursor = () =>
      store.query<{ seq: number }>('select seq from api.webhook_cursor').catch(() => [])
    const write = () =>
      store
        .query(
          `insert into api.feed (chain_id, type, event_type, block_number, block_hash, log_index, stands, entry)
           values (31337, 'door.set', 'door.set', 1, '0x', 1, true, '{"type":"door.set"}')
           on conflict do nothing`,
        )
        .then(
          () => true,
          () => false,
        )
    await expect.poll(write, until).toBe(true)
    const [newest] = await store.query<{ seq: number }>('select max(seq) as seq from api.feed')
    await expect.poll(cursor, until).toEqual([newest])
    await worker.stop()
    await store.close()
    await admin.end()
  })
})

describe('redeliverWebhook', () => {
  it('makes a delivery again, and knows those of the webhook only', async () => {
    const { path } = await create()
    work()
    await tell(entryOf())
    const settled = async () => (await deliveriesOf(path)).deliveries[0]
    await expect.poll(settled, until).toMatchObject({ status: 'delivered', attempts: 1 })
    const { deliveryId } = (await settled()) as { deliveryId: string }
    const response = await app.request(`${path}/deliveries/${deliveryId}/redeliver`, init('POST'))
    expect(response.status).toBe(202)
    const { delivery } = webhookDeliveryResponse.parse(await response.json())
    expect(delivery).toMatchObject({ deliveryId, status: 'pending' })
    await expect.poll(settled, until).toMatchObject({ status: 'delivered', attempts: 2 })
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      deliveryId,
      deliveryId,
    ])
    const other = await create()
    await askProblem(
      app,
      `${other.path}/deliveries/${deliveryId}/redeliver`,
      'delivery_not_found',
      init('POST'),
    )
  })
})

describe('listWebhookDeliveries', () => {
  it('pages from the newest to the oldest, and forgets what is settled and old', async () => {
    const { path } = await create()
    const ids = await tell(...Array.from({ length: 5 }, () => entryOf()))
    work()
    await expect.poll(() => receiver.received.length, until).toBe(5)
    await expect
      .poll(async () => (await deliveriesOf(path)).deliveries.map(({ status }) => status), until)
      .not.toContain('pending')
    const seen: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 3; pages++) {
      const page = await deliveriesOf(path, `?limit=2${cursor}`)
      seen.push(...page.deliveries.map(({ entryId }) => entryId))
      cursor = `&cursor=${page.nextCursor}`
      expect(page.deliveries).toHaveLength(pages < 2 ? 2 : 1)
      expect(page.nextCursor === undefined).toBe(pages === 2)
    }
    expect(seen.sort()).toEqual(ids.sort())
    const { query } = services.store
    expect(await pruneDeliveries(query, Math.floor(world.clock.now / 1_000) + 1)).toBeGreaterThan(4)
    expect((await deliveriesOf(path)).deliveries).toEqual([])
  })
})

describe('metrics of deliveries', () => {
  it('begin with none', async () => {
    expect(await outcomes()).toEqual({ delivered: 0, failed_attempt: 0, given_up: 0 })
  })

  it('tell of one that is delivered, and not of which webhook', async () => {
    const { webhookId, path } = await create()
    work()
    await tell(entryOf())
    const delivered = { delivered: 1, failed_attempt: 0, given_up: 0 }
    await expect.poll(outcomes, until).toEqual(delivered)
    expect(await attempts()).toEqual(delivered)
    const { deliveries } = await deliveriesOf(path)
    const text = await metricsText()
    const secrets = [webhookId, receiver.url, `:${receiver.port}`, deliveries[0]?.deliveryId]
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('tell of an attempt that failed, and how long it took', async () => {
    let hung = 0
    receiver.answer = (response) => {
      if (hung++ > 0) response.writeHead(200).end()
    }
    await create()
    work()
    await tell(entryOf())
    const both = { delivered: 1, failed_attempt: 1, given_up: 0 }
    await expect.poll(outcomes, until).toEqual(both)
    expect(await attempts()).toEqual(both)
    const took = await samples('pennypost_webhook_attempt_duration_seconds_sum', 'outcome')
    expect(took.failed_attempt).toBeGreaterThan(0.65)
    expect(took.failed_attempt).toBeLessThan(5)
    expect(took.delivered).toBeGreaterThan(0)
  })

  it('tell of one that is given up, once, after the attempts before', async () => {
    receiver.answer = (response) => response.writeHead(500).end()
    await create()
    work({ ...fast, retryLimit: 1 })
    await tell(entryOf())
    const lost = { delivered: 0, failed_attempt: 1, given_up: 1 }
    await expect.poll(outcomes, until).toEqual(lost)
    expect(await attempts()).toEqual(lost)
  })

  it('tell of those that are given up without an attempt, since their webhook is disabled', async () => {
    receiver.answer = (response) => response.writeHead(410).end()
    await create()
    await tell(entryOf(), entryOf(), entryOf(), entryOf(), entryOf(), entryOf(), entryOf())
    work()
    await expect.poll(outcomes, until).toEqual({ delivered: 0, failed_attempt: 0, given_up: 7 })
    expect((await attempts()).given_up).toBeLessThan(7)
  })

  it('tell how many wait, for an attempt now and for a later one', async () => {
    // Jobs of webhooks that other tests have deleted wait, too.
    await services.store.query('drop schema if exists pgboss cascade')
    receiver.answer = (response) => response.writeHead(500).end()
    await create()
    work({ ...fast, retryDelay: 60, retryDelayMax: 60 })
    await tell(entryOf(), entryOf())
    await expect.poll(pending, until).toEqual({ due: 0, later: 2 })
    await services.store.query('delete from api.webhook')
    receiver.answer = () => {}
    const patient = { ...webhookDefaults, timeout: 30_000, allowPrivate: true }
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
    await create()
    // Three at a time for one webhook, if all are in the queue when the worker first looks.
    await tell(...Array.from({ length: 8 }, () => entryOf()))
    work(fast, { ...services, webhooks: patient })
    await expect.poll(pending, until).toEqual({ due: 5, later: 2 })
    receiver.answer = (response) => response.writeHead(204).end()
    await receiver.close()
    await receiver.up()
    await expect.poll(async () => (await pending()).due, until).toBe(0)
  })

  it('leave out how many wait while that cannot be read, and tell everything else', async () => {
    const store = openStore({ url: world.databaseUrl.replace(/\/[^/]*$/, '/nowhere') })
    const lost = { ...services, store }
    app = holdToContract(createApp(lost))
    work(fast, lost)
    expect(await pending()).toEqual({})
    expect(await outcomes()).toEqual({ delivered: 0, failed_attempt: 0, given_up: 0 })
    expect(await metricsText()).toContain('pennypost_chain_fit{')
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
    await store.close()
  })

  it('do not wait for a database that says nothing', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const store = openStore({ url: `postgres://pennypost@127.0.0.1:${port}/pennypost` })
    measurePending({ store, metrics: services.metrics })
    const startedAt = performance.now()
    expect(await pending()).toEqual({})
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    await store.close()
    silent.close()
  })
})

async function metricsText(): Promise<string> {
  const response = await app.request('/metrics')
  expect(response.status).toBe(200)
  return response.text()
}

/** The values of a metric by its only label. */
async function samples(name: string, label: string): Promise<Record<string, number>> {
  const lines = (await metricsText()).matchAll(
    new RegExp(`^${name}\\{${label}="(\\w+)"\\} (\\S+)$`, 'gm'),
  )
  return Object.fromEntries([...lines].map(([, value, count]) => [value, Number(count)]))
}

const outcomes = () => samples('pennypost_webhook_deliveries_total', 'outcome')
const attempts = () => samples('pennypost_webhook_attempt_duration_seconds_count', 'outcome')
const pending = () => samples('pennypost_webhook_pending', 'when')

async function cursorIsAtEnd(): Promise<boolean> {
  const [row] = await services.store.query<{ isAtEnd: boolean }>(
    `select c.seq = (select max(seq) from api.feed) as "isAtEnd" from api.webhook_cursor c`,
  )
  return row?.isAtEnd ?? false
}

/** A copy of the tables of the API alone, which nobody is connected to. */
async function quietTemplate(admin: postgres.Sql): Promise<string> {
  const url = await world.postgres.createDatabase('quiet')
  const { migrate } = await import('../../api/schema/migrate.ts')
  const store = openStore({ url })
  await migrate(store)
  await store.close()
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'quiet'`
  return 'quiet'
}
