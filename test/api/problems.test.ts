import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../api/app.ts'
import { toRequestErrors } from '../../api/middleware/validation.ts'
import { ApiError } from '../../api/problem.ts'
import { problemCodes, problems } from '../../protocol/problems.ts'
import { askProblem } from './ask.ts'
import { holdToContract } from './contract.ts'
import { genesisTime } from './fakeChain.ts'
import type { World, WorldChain } from './world.ts'
import { startWorld } from './world.ts'

/** Codes provoked here; the last tests see to it that none is forgotten. */
const provoked = new Set<string>()

/** Provoked where they belong. */
const provokedElsewhere = [
  // feed/events.test.ts
  ...['cursor_expired', 'too_many_streams'],
  // verifyKey.test.ts
  ...['block_not_indexed', 'block_time_unknown'],
  // apiKeys.test.ts, rateLimit.test.ts, webhooks.test.ts and webhooksDelivery.test.ts
  ...['invalid_api_key', 'rate_limited', 'webhook_not_found', 'webhook_limit'],
  ...['webhook_target_refused', 'delivery_not_found'],
  // mailings/
  ...['mailing_not_found', 'leaves_not_found', 'leaf_not_found', 'leaves_mismatch'],
  ...['leaves_too_large', 'upload_in_progress', 'upload_interrupted', 'quota_exceeded'],
  // proofs/prove.test.ts
  'proof_unavailable',
]

let world: World
let first: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first] = world.chains as [WorldChain]
})
beforeEach(async () => {
  world.clock.now = genesisTime * 1000 + 60_000
  for (const { fake } of world.chains) fake.isDown = false
  await Promise.all(world.chains.map(({ index }) => index()))
})
afterAll(() => world.stop())

const provoke: typeof askProblem = (app, path, code, init) => {
  provoked.add(code)
  return askProblem(app, path, code, init)
}

const id = `0x${'12'.repeat(32)}`
const wallet = `0x${'34'.repeat(20)}`
/** Reads chain state of the first chain, and of the second. */
const firstPath = `/v1/accounts/${wallet}?chain=eip155:31337`
const secondPath = `/v1/accounts/${wallet}?chain=eip155:31338`
const post = (
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => ({
  method: 'POST',
  headers,
  body,
})

describe('a problem of the request', () => {
  it('invalid_json', async () => {
    const { detail } = await provoke(world.app, '/v1/verify', 'invalid_json', post('{"chain":'))
    expect(detail).toBe('The body is not JSON. Send one JSON object.')
  })

  it('invalid_request names every fault of a part with its pointer', async () => {
    const body = JSON.stringify({ chain: 'base', inboxId: 5, policy: { unknown: 1 }, 'a/b~': 1 })
    const problem = await provoke(world.app, '/v1/verify', 'invalid_request', post(body))
    const pointers = problem.errors?.map((error) => `${error.in} ${error.pointer}`)
    expect(pointers).toEqual(
      expect.arrayContaining([
        'body /chain',
        'body /inboxId',
        'body /sender',
        'body /policy/unknown',
        'body /a~1b~0',
      ]),
    )
    expect(problem.detail).toContain(
      'body /chain: must name an EVM chain after CAIP-2, such as eip155:31337',
    )
    expect(problem.detail).toContain('body /a~1b~0: is not a field of this request')
  })

  it('invalid_request never outgrows the request', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`${n}`, n]))
    const body = JSON.stringify({ ...unknown, ['x'.repeat(100_000)]: 1 })
    const problem = await provoke(world.app, '/v1/verify', 'invalid_request', post(body))
    expect(problem.errors?.length).toBeLessThanOrEqual(3)
    expect(JSON.stringify(problem).length).toBeLessThan(4_000)
  })

  it('invalid_request names ten faults, and says how many more there are', async () => {
    const minCarriage = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`token ${n}`, '1']),
    )
    const body = JSON.stringify({ chain: 'eip155:31337', minCarriage })
    const problem = await provoke(world.app, '/v1/verify', 'invalid_request', post(body))
    expect(problem.errors).toHaveLength(11)
    expect(problem.errors?.at(-1)).toMatchObject({
      pointer: '',
      detail: expect.stringMatching(/^and \d+ more faults$/),
    })
    expect(JSON.stringify(problem).length).toBeLessThan(4_000)
  })

  it.each(['[]', '"x"', '5', 'null'])('invalid_request for a body that is %s', async (body) => {
    const problem = await provoke(world.app, '/v1/verify', 'invalid_request', post(body))
    expect(problem.errors).toEqual([{ in: 'body', pointer: '', detail: expect.any(String) }])
    expect(problem.detail).toMatch(/^body: /)
  })

  it('invalid_request in a path', async () => {
    const problem = await provoke(world.app, '/v1/stamps/0x12', 'invalid_request')
    expect(problem.errors).toEqual([
      {
        in: 'path',
        pointer: '/stampId',
        detail: 'must be 32 bytes: 0x and 64 hexadecimal digits',
      },
    ])
  })

  it('unknown_chain names the known ones, and where it was asked', async () => {
    const path = `/v1/inboxes/${id}?chain=eip155:5`
    const inQuery = await provoke(world.app, path, 'unknown_chain')
    expect(inQuery.detail).toBe('No Pennypost here on eip155:5. Known: eip155:31337, eip155:31338.')
    expect(inQuery.errors).toEqual([
      { in: 'query', pointer: '/chain', detail: 'is not served here' },
    ])
  })

  it('not_found', async () => {
    const { detail } = await provoke(world.app, '/v2/verify', 'not_found')
    expect(detail).toBe('There is nothing at /v2/verify. GET /openapi.json lists all paths.')
  })

  it('inbox_not_found', async () => {
    await provoke(world.app, `/v1/inboxes/${id}?chain=eip155:31337`, 'inbox_not_found')
  })

  it('relay_not_found', async () => {
    await provoke(world.app, `/v1/relays/${wallet}?chain=eip155:31337`, 'relay_not_found')
  })

  it('stamp_not_found', async () => {
    await provoke(world.app, `/v1/stamps/${id}`, 'stamp_not_found')
  })

  it.each([
    ['DELETE', `/v1/inboxes/${id}`, 'GET, HEAD'],
    ['GET', '/v1/verify/batch', 'POST'],
    ['PATCH', '/openapi.json', 'GET, HEAD'],
    ['DELETE', '/v1/verify', 'POST'],
  ])('method_not_allowed for %s %s', async (method, path, allow) => {
    const problem = await provoke(world.app, path, 'method_not_allowed', { method })
    expect(problem.headers.get('allow')).toBe(allow)
    expect(problem.detail).toBe(`${path} does not know ${method}. Use ${allow}.`)
  })

  it('method_not_allowed names GET where it is, in development', async () => {
    const app = holdToContract(createApp({ ...world.services, isDevelopment: true }))
    const method = 'DELETE'
    const { headers } = await provoke(app, '/v1/verify', 'method_not_allowed', { method })
    expect(headers.get('allow')).toBe('POST, GET, HEAD')
    await provoke(world.app, '/v1/verify', 'not_found')
    expect((await world.app.request('/v1/verify', { method: 'HEAD' })).status).toBe(404)
  })

  it.each([
    ['/v1/verify', 1 << 20],
    ['/v1/verify/batch', 4 << 20],
  ])('body_too_large at %s from %i bytes on', async (path, limit) => {
    const blank = (bytes: number) => post(new Uint8Array(bytes).fill(0x20))
    const { detail } = await provoke(world.app, path, 'body_too_large', blank(limit + 1))
    expect(detail).toBe(
      `The body has more than the ${limit} bytes allowed here. Split the request.`,
    )
    await provoke(world.app, path, 'invalid_json', blank(limit))
  })

  it('body_too_large for a stream that does not tell its length', async () => {
    const chunk = new Uint8Array(1 << 19)
    let sent = 0
    const stream = new ReadableStream({
      pull: (controller) => (sent++ < 3 ? controller.enqueue(chunk) : controller.close()),
    })
    const init = { ...post(stream), duplex: 'half' } as RequestInit
    await provoke(world.app, '/v1/verify', 'body_too_large', init)
  })

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], [undefined]] as const)(
    'unsupported_media_type for %s',
    async (type) => {
      const init = post(new TextEncoder().encode('{}'), type ? { 'content-type': type } : {})
      const { detail } = await provoke(world.app, '/v1/verify', 'unsupported_media_type', init)
      expect(detail).toBe(
        `The body's media type is ${type ?? 'not given'}. Send content-type: application/json.`,
      )
    },
  )
})

describe('a problem of the service', () => {
  it('internal_error says nothing but the requestId, and logs the fault', async () => {
    const app = holdToContract(createApp(world.services))
    app.get('/boom', () => {
      throw new Error('select secret from nowhere')
    })
    const { detail, requestId } = await provoke(app, '/boom', 'internal_error')
    expect(detail).toBe(
      'The API has failed. Report the requestId, which finds the fault in the log.',
    )
    const line = world.log.find((entry) => entry.requestId === requestId && entry.level === 50)
    expect(line).toMatchObject({ code: 'internal_error', msg: 'request failed' })
    expect(JSON.stringify(line)).toContain('select secret from nowhere')
  })

  it('index_stale while the node is silent', async () => {
    first.fake.isDown = true
    world.clock.now += 5_001
    await Promise.all(world.chains.map(({ index }) => index()))
    const { detail } = await provoke(world.app, firstPath, 'index_stale')
    expect(detail).toBe(
      'The index of eip155:31337 is not up to date: its node was last reached 5001 ms ago. Ask again.',
    )
    await answered(secondPath)
  })

  it('index_stale before the first block', async () => {
    await first.tables.run('truncate block')
    const { detail } = await provoke(world.app, firstPath, 'index_stale')
    expect(detail).toContain('no block is indexed yet')
    await answered(secondPath)
  })

  it('index_stale when the index lags', async () => {
    first.fake.mine(4)
    await first.chain.freshness.poll()
    await answered(firstPath)
    world.clock.now += 2_000
    await first.chain.freshness.poll()
    const { number } = first.fake.head
    const { detail } = await provoke(world.app, firstPath, 'index_stale')
    expect(detail).toContain(`it is at block ${number - 4}, its node at ${number}`)
    await answered(secondPath)
  })

  it('index_stale while the index has not followed a reorg, and answers once it has', async () => {
    first.fake.reorg(2)
    await first.chain.freshness.poll()
    await provoke(world.app, firstPath, 'index_stale')
    await answered(secondPath)
    await first.index()
    await answered(firstPath)
  })

  it('index_stale while the tables are not there', async () => {
    await first.tables.run('alter table balance rename to gone')
    const { detail } = await provoke(world.app, firstPath, 'index_stale')
    expect(detail).toContain("the indexer's tables are not there")
    await answered(secondPath)
    await first.tables.run('alter table gone rename to balance')
    await answered(firstPath)
  })

  it('index_gap', async () => {
    await first.tables.run('delete from block where number = 4')
    await first.chain.freshness.poll()
    const { detail } = await provoke(world.app, firstPath, 'index_gap')
    expect(detail).toBe(
      'The index of eip155:31337 lacks blocks: block 3 is followed by 5. Its operator has to rebuild it.',
    )
    await answered(secondPath)
  })

  it('chain_stalled', async () => {
    const { freshness } = first.chain
    const because = 'its newest block, 10, is 120 s old'
    const check = () =>
      Promise.reject(new ApiError('chain_stalled', { chain: first.caip2, because }))
    const stalled = { ...first.chain, freshness: { ...freshness, check } }
    const chains = new Map(world.services.chains).set(first.caip2, stalled)
    const app = holdToContract(createApp({ ...world.services, chains }))
    const { detail } = await provoke(app, firstPath, 'chain_stalled')
    expect(detail).toBe(
      'eip155:31337 has stopped: its newest block, 10, is 120 s old. Ask again once it moves.',
    )
  })

  it('reorg_too_deep', async () => {
    first.fake.mine(30)
    await first.index()
    const depth = first.fake.head.number
    first.fake.reorg(depth)
    await first.chain.freshness.poll()
    const { detail } = await provoke(world.app, firstPath, 'reorg_too_deep')
    expect(detail).toContain('eip155:31337 was reorganised deeper than the index can follow')
    expect(detail).toContain('30 below its newest, is gone')
    await answered(secondPath)
  })

  it('database_unavailable, and answers once it is back', async () => {
    await first.tables.run('alter table balance rename to hidden')
    await first.tables.run(
      `create view balance as select * from hidden where pg_sleep(3)::text = ''`,
    )
    await first.tables.run(`insert into hidden values (31337, '${wallet}', '${wallet}', 1, 1)`)
    const { detail } = await provoke(world.app, firstPath, 'database_unavailable')
    expect(detail).toBe('The database does not answer: it took longer than 2000 ms. Ask again.')
    await first.tables.run('drop view balance')
    await first.tables.run('alter table hidden rename to balance')
    await answered(firstPath)
  })

  it('not_ready', async () => {
    const app = holdToContract(createApp({ ...world.services, isShuttingDown: () => true }))
    await provoke(app, '/readyz', 'not_ready')
  })
})

describe('toRequestErrors', () => {
  it('points into lists and objects, and to unknown fields within them', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ n: z.int() })) })
    const { error } = schema.safeParse({ list: [{ n: 1 }, { n: 'x', m: 1 }] })
    const errors = toRequestErrors(error as z.ZodError, 'body')
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/list/1/n', '/list/1/m'])
  })

  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'must be given'],
    [z.string(), 5, 'must be a string'],
    [z.int(), 1.5, 'must be an integer'],
    [z.coerce.number(), 'many', 'must be a number'],
    [z.strictObject({}), [], 'must be an object'],
    [z.array(z.string()), 'x', 'must be an array'],
    [z.literal(true), false, 'must be true'],
    [z.enum(['hour', 'day']), 'week', 'must be one of hour, day'],
    [z.int().max(200), 201, 'must be at most 200'],
    [z.int().lt(200), 200, 'must be less than 200'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.int().gt(1), 1, 'must be more than 1'],
    [z.string().max(3), 'four', 'must have at most 3 characters'],
    [z.string().length(1), 'two', 'must have exactly 1 character'],
    [z.array(z.int()).min(1), [], 'must have at least 1 item'],
    [z.record(z.string().regex(/^a/, 'must begin with a'), z.int()), { b: 1 }, 'must begin with a'],
    [z.string().max(3, 'is longer than any'), 'four', 'is longer than any'],
  ])('says in words that go with a field what is wrong: %#', (schema, value, detail) => {
    const { error } = schema.safeParse(value)
    const errors = toRequestErrors(error as z.ZodError, 'body')
    expect(errors.map((each) => each.detail)).toEqual([detail])
  })
})

describe('problems', () => {
  it('are all provoked above', () => {
    expect([...provoked, ...provokedElsewhere].sort()).toEqual([...problemCodes].sort())
  })

  it.each(problemCodes)(
    '%s tells when to ask again if it is a 503, or a matter of time',
    (code) => {
      const { status } = problems[code]
      const isOfTime = [...['upload_in_progress', 'quota_exceeded', 'too_many_streams']].includes(
        code,
      )
      expect('retryAfterSeconds' in problems[code]).toBe(status === 503 || isOfTime)
    },
  )
})

async function answered(path: string): Promise<void> {
  const response = await world.app.request(path)
  expect([path, response.status]).toEqual([path, 200])
}
