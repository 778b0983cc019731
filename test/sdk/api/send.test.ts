import { getEventListeners, once } from 'node:events'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../sdk/src/api/ApiClient.ts'
import type { CreateApiClientParameters } from '../../../sdk/src/api/createApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { operationIds, operationOf } from '../../../sdk/src/api/operationOf.ts'
import { ApiAnswerError } from '../../../sdk/src/errors/ApiAnswerError.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { ApiUnreachableError } from '../../../sdk/src/errors/ApiUnreachableError.ts'
import { answerOf, exampleOf } from './support/apiDocument.ts'
import type { TestServer } from './support/startServer.ts'
import { sendJson, sendProblem, startServer } from './support/startServer.ts'

/*
A client whose API misbehaves
├── 503 with Retry-After
│   ├── of what is safe to ask again → asked again after that time
│   ├── of what writes → asked once
│   └── beyond ten seconds → not waited for, but told
├── no answer → ApiUnreachableError with what was tried
│   ├── nobody listens · cut off in the middle of the body → asked again
│   ├── silent before or within the body → asked again after the timeout, of what only reads
│   └── the leaves of a mailing → the caller's timeout, and once
├── no answer of the API → ApiAnswerError: what a node answers, HTML, an array, a redirect, more bytes than any answer has
├── given a signal → ends at once, wherever it is
└── given a key → goes to the API alone, and into no error
*/

const key = 'pp_0123456789abcdefghijABCDEFGHIJ01234567'
const chain = 'eip155:31337'
const inboxId = `0x${'ab'.repeat(32)}` as const

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startServer()
  other = await startServer()
})
beforeEach(() => {
  server.received.length = 0
  other.received.length = 0
})
afterAll(async () => {
  await server.stop()
  await other.stop()
})

const clientOf = (more: Partial<CreateApiClientParameters<typeof chain>> = {}) =>
  createApiClient({ url: server.url, chain, ...more })

/** Answers so many times with one thing, then with another. */
function answerFirst(times: number, first: TestServer['answer'], then: TestServer['answer']): void {
  let count = 0
  server.answer = (response, request) => (count++ < times ? first : then)(response, request)
}

const busy: TestServer['answer'] = (response) =>
  sendProblem(response, 503, 'index_stale', { 'retry-after': '0' })
const chains: TestServer['answer'] = (response) => sendJson(response, answerOf('getChains'))

async function caught<E extends Error>(
  promise: Promise<unknown>,
  kind: abstract new (...args: never[]) => E,
): Promise<E> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(kind)
  return error as E
}

describe('503 with Retry-After', () => {
  it('is asked again, where asking only reads', async () => {
    const api = clientOf()
    answerFirst(2, busy, chains)
    expect(await api.getChains()).toEqual(answerOf('getChains'))
    expect(server.received).toHaveLength(3)
    answerFirst(1, busy, (response) => sendJson(response, answerOf('verify')))
    await api.verify(exampleOf('verify') as never)
    expect(server.received).toHaveLength(5)
    expect(server.received[3]?.body).toEqual(server.received[4]?.body)
  })

  it('is asked again of the leaves of a mailing, which are kept once', async () => {
    answerFirst(1, busy, (response) => sendJson(response, answerOf('putMailingLeaves')))
    const leaves = crypto.getRandomValues(new Uint8Array(64 * 1_000))
    await clientOf().putMailingLeaves({ mailingId: inboxId, leaves })
    expect(server.received).toHaveLength(2)
    for (const { body, headers } of server.received) {
      expect(body.equals(leaves)).toBe(true)
      expect(headers['content-length']).toBe('64000')
    }
  })

  it.each([
    'createWebhook',
    'deleteWebhook',
    'rotateWebhook',
    'pingWebhook',
    'redeliverWebhook',
  ] as const)('is not asked again of what writes: %s', async (id) => {
    server.answer = busy
    const method = clientOf()[id] as (parameters: unknown) => Promise<unknown>
    const problem = await caught(method(exampleOf(id)), ApiProblemError)
    expect(problem).toMatchObject({ code: 'index_stale', status: 503, retryAfterSeconds: 0 })
    expect(server.received).toHaveLength(1)
  })

  it('is told after as many attempts as wanted', async () => {
    server.answer = busy
    await caught(clientOf({ retries: 1 }).getChains(), ApiProblemError)
    expect(server.received).toHaveLength(2)
    await caught(clientOf().getChains({}, { retries: 0 }), ApiProblemError)
    expect(server.received).toHaveLength(3)
  })

  it('is waited for by the second', async () => {
    answerFirst(
      1,
      (response) => sendProblem(response, 503, 'index_stale', { 'retry-after': '1' }),
      chains,
    )
    const start = performance.now()
    await clientOf().getChains()
    expect(performance.now() - start).toBeGreaterThan(990)
  })

  it('is not asked for more than ten seconds by another header either', async () => {
    const start = performance.now()
    answerFirst(
      1,
      (response) => sendProblem(response, 503, 'index_stale', { 'ratelimit-reset': '3600' }),
      chains,
    )
    await clientOf().getChains()
    expect(performance.now() - start).toBeLessThan(11_000)
  }, 20_000)

  it('is not waited for beyond ten seconds, but told', async () => {
    server.answer = (response) =>
      sendProblem(response, 429, 'rate_limited', { 'retry-after': '11' })
    const problem = await caught(clientOf().getChains(), ApiProblemError)
    expect(problem).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 11 })
    expect(server.received).toHaveLength(1)
  })

  it('may be a date', async () => {
    const later = new Date(Date.now() + 3_600_000).toUTCString()
    server.answer = (response) => sendProblem(response, 503, 'not_ready', { 'retry-after': later })
    const { retryAfterSeconds } = await caught(clientOf().getChains(), ApiProblemError)
    expect(retryAfterSeconds).toBeGreaterThan(3_590)
    expect(retryAfterSeconds).toBeLessThanOrEqual(3_600)
  })
})

describe('a problem', () => {
  it('comes with all that the API says of it', async () => {
    server.answer = (response) =>
      sendJson(
        response,
        {
          ...{ type: '/docs/problems#invalid_request', title: 'A title', status: 400 },
          ...{ detail: 'query /limit: is no number', code: 'invalid_request', requestId: 'r-1' },
          errors: [{ in: 'query', pointer: '/limit', detail: 'is no number' }],
        },
        400,
      )
    const problem = await caught(clientOf().listRelays(), ApiProblemError)
    expect({ ...problem }).toEqual({
      ...{ name: 'ApiProblemError', code: 'invalid_request', status: 400, title: 'A title' },
      ...{ detail: 'query /limit: is no number', shortMessage: 'query /limit: is no number' },
      ...{ requestId: 'r-1', retryAfterSeconds: undefined, snapshot: undefined },
      ...{ errors: [{ in: 'query', pointer: '/limit', detail: 'is no number' }] },
      docsPath: 'docs/api.md',
    })
    expect(server.received).toHaveLength(1)
  })
})

describe('no answer', () => {
  it('is told with what was tried, where nobody listens', async () => {
    const gone = await startServer()
    await gone.stop()
    const error = await caught(
      clientOf({ url: gone.url, retries: 1 }).getChains(),
      ApiUnreachableError,
    )
    expect(error).toMatchObject({ asked: `GET ${gone.url}/v1/chains`, attempts: 2 })
    expect(error.shortMessage).toMatch(
      /^The API did not answer GET .*ECONNREFUSED.* Tried 2 times\.$/,
    )
  })

  it('is asked again where the connection breaks in the middle of the body', async () => {
    const cut: TestServer['answer'] = async (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"chains":[', () => setImmediate(() => response.destroy()))
      await once(response, 'close')
    }
    answerFirst(1, cut, chains)
    expect(await clientOf().getChains()).toEqual(answerOf('getChains'))
    server.answer = cut
    const read = await caught(clientOf().verify(exampleOf('verify') as never), ApiUnreachableError)
    expect(read.attempts).toBe(3)
    const written = await caught(
      clientOf().createWebhook(exampleOf('createWebhook') as never),
      ApiUnreachableError,
    )
    expect(written.attempts).toBe(1)
  })

  it.each([
    ['before the head', () => {}],
    [
      'within the body',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ],
  ] as [string, TestServer['answer']][])('is given up after the timeout: %s', async (_, answer) => {
    server.answer = answer
    const api = clientOf({ timeout: 100, retries: 1 })
    const error = await caught(api.getChains(), ApiUnreachableError)
    expect(error).toMatchObject({ attempts: 2, timeout: 100 })
    expect(error.shortMessage).toContain('it took more than 100 ms. Tried 2 times')
    const own = await caught(
      api.verify(exampleOf('verify') as never, { timeout: 50 }),
      ApiUnreachableError,
    )
    expect(own).toMatchObject({ attempts: 2, timeout: 50 })
    await Promise.all(server.received.map(({ closed }) => closed))
  })

  it('is asked again after the timeout, where asking only reads', async () => {
    answerFirst(1, () => {}, chains)
    expect(await clientOf({ timeout: 200 }).getChains()).toEqual(answerOf('getChains'))
    server.answer = () => {}
    const written = await caught(
      clientOf({ timeout: 50 }).createWebhook(exampleOf('createWebhook') as never),
      ApiUnreachableError,
    )
    expect(written.attempts).toBe(1)
  })

  it('is given up after the timeout of the caller, and asked once, where bytes go up', async () => {
    server.answer = () => {}
    const leaves = { mailingId: inboxId, leaves: new Uint8Array(64) } as const
    const api = clientOf({ timeout: 100 })
    const error = await caught(api.putMailingLeaves(leaves), ApiUnreachableError)
    expect(error).toMatchObject({ attempts: 1, timeout: 100 })
  })
})

describe('an answer that is none of the API', () => {
  it.each([200, 404, 502])('is an error: HTML with status %s', async (status) => {
    server.answer = (response) =>
      void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>\u001b[31mHello')
    const error = await caught(clientOf({ retries: 0 }).getChains(), ApiAnswerError)
    expect(error.status).toBe(status)
    expect(error.message).toContain('"<html> [31mHello"')
  })

  it.each(['', '[]', '"eligible"', 'null', '{"eligible":true'])('is an error: %s', async (body) => {
    server.answer = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    await caught(clientOf().verify(exampleOf('verify') as never), ApiAnswerError)
  })

  const inJson = operationIds.filter((id) => operationOf(id).answer === 'json')

  it.each(inJson)('is an error: what a node answers, whatever it is asked: %s', async (id) => {
    server.answer = (response) => sendJson(response, { jsonrpc: '2.0', id: null, error: {} })
    const ask = clientOf()[id] as (parameters: object) => Promise<unknown>
    const leaves = id === 'putMailingLeaves' && { leaves: new Uint8Array(64) }
    const error = await caught(ask({ ...exampleOf(id), ...leaves }), ApiAnswerError)
    expect(error.message).toContain('Is the url right?')
  })

  it.each([301, 302, 303, 307, 308])(
    'is an error: a redirect, which is not followed: %s',
    async (status) => {
      other.answer = chains
      server.answer = (response) =>
        void response.writeHead(status, { location: `${other.url}/v1/chains` }).end()
      const api = clientOf({ apiKey: key })
      const error = await caught(api.verify(exampleOf('verify') as never), ApiAnswerError)
      expect(error.message).toContain(`redirects to ${other.url}`)
      expect(other.received).toEqual([])
    },
  )

  it('is an error: more bytes than any answer has, of which the rest is not read', async () => {
    let sent = 0
    server.answer = async (response, { closed }) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      let isClosed = false
      void closed.then(() => {
        isClosed = true
      })
      while (!isClosed && sent < 2 ** 28) {
        sent += 2 ** 20
        if (!response.write(' '.repeat(2 ** 20))) {
          await Promise.race([once(response, 'drain'), closed])
        }
      }
    }
    const error = await caught(clientOf({ timeout: 60_000 }).getChains(), ApiAnswerError)
    expect(error.message).toContain('more than 33554432 bytes')
    await server.received[0]?.closed
    expect(sent).toBeLessThan(2 ** 27)
    expect(server.received).toHaveLength(1)
  })

  it('is an error: a stream of another kind', async () => {
    server.answer = chains
    await caught(clientOf().getEvents(), ApiAnswerError)
    await caught(clientOf().getSnapshot(), ApiAnswerError)
  })
})

describe('a verdict', () => {
  const verdict = answerOf('verify') as Record<string, unknown>
  const ask = (body: unknown, api: ApiClient<typeof chain> = clientOf()) => {
    server.answer = (response) => sendJson(response, body)
    return api.verify(exampleOf('verify') as never)
  }

  it.each([
    ['eligible', undefined],
    ['eligible', 'true'],
    ['eligible', 1],
    ['reason', undefined],
    ['asOf', undefined],
    ['asOf', { ...(verdict.asOf as object), chain: 'eip155:1' }],
    ['asOf', { ...(verdict.asOf as object), blockHash: undefined }],
  ])('without a fit %s is an error: %s', async (field, value) => {
    await caught(ask({ ...verdict, [field]: value }), ApiAnswerError)
  })

  it('is not eligible for a reason that nobody knows', async () => {
    const answer = await ask({ ...verdict, eligible: true, reason: 'looks_nice' })
    expect(answer).toMatchObject({ eligible: false, reason: 'looks_nice' })
  })

  it('of a batch must come for each letter', async () => {
    const { asOf } = verdict
    server.answer = (response) => sendJson(response, { results: [verdict], asOf })
    const { items } = exampleOf('verifyBatch') as { items: never[] }
    const two = [items[0], items[0]] as never[]
    await caught(clientOf().verifyBatch({ items: two }), ApiAnswerError)
  })
})

describe('a signal', () => {
  const reason = new Error('enough')
  const waiting: [string, TestServer['answer']][] = [
    ['before the head', () => {}],
    ['within the body', (response) => void response.writeHead(200).write('{')],
    [
      'before the next attempt',
      (response) => sendProblem(response, 503, 'index_stale', { 'retry-after': '9' }),
    ],
  ]

  it.each(waiting)('ends a call at once: %s', async (_, answer) => {
    server.answer = answer
    const controller = new AbortController()
    const call = clientOf().getChains({}, { signal: controller.signal })
    await expect.poll(() => server.received.length).toBe(1)
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
    await server.received[0]?.closed
  })

  it.each(waiting)('of the client ends all of its calls: %s', async (_, answer) => {
    server.answer = answer
    const controller = new AbortController()
    const api = clientOf({ signal: controller.signal })
    const calls = [api.getChains(), api.getInbox({ inboxId })]
    await expect.poll(() => server.received.length).toBe(2)
    controller.abort(reason)
    for (const call of calls) await expect(call).rejects.toBe(reason)
  })

  it('that has aborted lets nothing out', async () => {
    await expect(clientOf().getChains({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    )
    expect(server.received).toEqual([])
  })

  it('is honoured even by a fetch that does not look at it', async () => {
    const controller = new AbortController()
    const call = clientOf({ fetch: () => new Promise(() => {}) }).getChains({}, controller)
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
  })

  it('ends a stream that is being read', async () => {
    server.answer = (response) =>
      void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n')
    const controller = new AbortController()
    const reader = (await clientOf().getEvents({}, controller)).getReader()
    await reader.read()
    const next = reader.read()
    controller.abort(reason)
    await expect(next).rejects.toBeDefined()
    await server.received[0]?.closed
  })

  it('is let go of once the call is over', async () => {
    server.answer = chains
    const { signal } = new AbortController()
    const api = clientOf({ signal })
    const call = api.getChains({}, { signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(2)
    await call
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('a key', () => {
  it('goes to the API, and no cookie does', async () => {
    server.answer = chains
    await clientOf({ apiKey: key }).getChains()
    expect(server.received[0]?.headers).toMatchObject({ authorization: `Bearer ${key}` })
    await clientOf().getChains()
    expect(server.received[1]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['a problem', (response) => sendProblem(response, 401, 'invalid_api_key')],
    [
      'a page that repeats it',
      (response, { headers }) =>
        void response.writeHead(502).end(`You sent ${headers.authorization}`),
    ],
    [
      'a problem that repeats it',
      (response, { headers }) => sendProblem(response, 500, `with ${headers.authorization}`),
    ],
    ['a broken connection', (response) => void response.destroy()],
    ['a redirect', (response) => void response.writeHead(307, { location: '/elsewhere' }).end()],
    ['no answer', () => {}],
  ] as [string, TestServer['answer']][])('is in no error: %s', async (_, answer) => {
    server.answer = answer
    const api = clientOf({ apiKey: key, timeout: 200, retries: 0 })
    const error = await caught(api.getChains(), Error)
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(key)
    expect(`${error.message} ${error.stack}`).not.toContain(key)
  })

  it.each(['pp_\n1', 'pp_ 1', 'pp_é', ''])('is refused without being told: %j', (apiKey) => {
    const make = () => clientOf({ apiKey })
    expect(make).toThrow('`apiKey` must be one word')
    if (apiKey) expect(make).not.toThrow(apiKey)
  })
})

describe('createApiClient', () => {
  it.each([
    '',
    'api.example',
    'ftp://api.example',
    'http://u:p@api.example',
    'http://a/?b',
    'http://a/#b',
  ])('refuses a url that is none of an API: %s', (url) => {
    expect(() => clientOf({ url })).toThrow('`url` must')
  })

  it.each(['', '/', '/behind', '/behind/'])('asks below the path of its url: %s', async (path) => {
    server.answer = chains
    const api = clientOf({ url: server.url + path })
    await api.getChains()
    expect(server.received[0]?.url).toBe(`${path.replace(/\/$/, '')}/v1/chains`)
    expect(api.url).toBe(server.url + path.replace(/\/$/, ''))
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'refuses a timeout of %s',
    async (timeout) => {
      expect(() => clientOf({ timeout })).toThrow('`timeout` must')
      await expect(clientOf().getChains({}, { timeout })).rejects.toThrow('`timeout` must')
    },
  )

  it.each([-1, 0.5, Number.NaN])('refuses retries of %s', (retries) => {
    expect(() => clientOf({ retries })).toThrow('`retries` must')
  })

  it('fills in the chain only where it belongs', async () => {
    const anything = { inbox: {}, chains: [], webhook: {}, asOf: {} }
    server.answer = (response) => sendJson(response, anything)
    const api = clientOf()
    await api.getInbox({ inboxId })
    await api.getInbox({ inboxId, chain: 'eip155:1' })
    await api.getInboxChains({ inboxId })
    await api.createWebhook({ url: 'https://a.example', types: ['*'] })
    expect(server.received.map(({ url }) => url)).toEqual([
      `/v1/inboxes/${inboxId}?chain=eip155%3A31337`,
      `/v1/inboxes/${inboxId}?chain=eip155%3A1`,
      `/v1/inboxes/${inboxId}/chains`,
      '/v1/webhooks',
    ])
    expect(JSON.parse(String(server.received[3]?.body))).toEqual({
      ...{ url: 'https://a.example', types: ['*'], chain },
    })
  })
})
