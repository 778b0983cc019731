import { fc, it } from '@fast-check/vitest'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { reasonCodes } from '../../../protocol/reasons.ts'
import type { ApiClient } from '../../../sdk/src/api/ApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { createVerifier } from '../../../sdk/src/api/createVerifier.ts'
import { ApiAnswerError } from '../../../sdk/src/errors/ApiAnswerError.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { ApiUnreachableError } from '../../../sdk/src/errors/ApiUnreachableError.ts'
import type { Scene } from '../../api/verifyScene.ts'
import { bytes32, request, startScene } from '../../api/verifyScene.ts'
import { answerOf } from './support/apiDocument.ts'
import type { Served } from './support/serve.ts'
import { serve } from './support/serve.ts'
import type { TestServer } from './support/startServer.ts'
import { sendJson, sendProblem, startServer } from './support/startServer.ts'

/*
createVerifier
├── against the real API: many letters at once → each its verdict, with its asOf; a malformed one its own problem
├── against one that counts
│   ├── what is asked in one moment → one batch; of two chains → two
│   ├── more than maxBatch letters, or than 4 MiB → several batches
│   └── an abort → ends one, and disturbs none
└── against one that lies or fails → never eligible
*/

const chain = 'eip155:31337'
let scene: Scene
let served: Served
let server: TestServer
let real: ApiClient<typeof chain>

beforeAll(async () => {
  scene = await startScene()
  await scene.inbox()
  await scene.terms()
  await scene.price()
  await scene.stamps({})
  served = await serve(scene.world.app.fetch)
  server = await startServer()
  real = createApiClient({ url: served.url, chain })
})
beforeEach(() => {
  server.received.length = 0
})
afterAll(async () => {
  await server.stop()
  await served.stop()
  await scene.stop()
})

type Sent = { chain: string; items: { letterHash: string; stampId?: string }[] }

const { asOf } = answerOf('verifyBatch') as { asOf: Record<string, unknown> }
const verdict = { eligible: true, reason: 'paid', senderProof: 'unverified', validForSeconds: 1 }
const counting = () => createApiClient({ url: server.url, chain, retries: 0 })
const sentOf = () => server.received.map(({ body }) => JSON.parse(String(body)) as Sent)

/** Answers each letter with its own hash as the postage. */
function answerAll(): void {
  server.answer = (response, { body }) => {
    const { chain: asked, items } = JSON.parse(String(body)) as Sent
    const results = items.map(({ letterHash }) => ({
      ...verdict,
      postage: { stampId: letterHash },
    }))
    sendJson(response, { results, asOf: { ...asOf, chain: asked } })
  }
}

const letters = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...request, letterHash: bytes32(`letter ${i}`) }))

describe('createVerifier, with the real API', () => {
  it('gives each letter its own verdict, as of a block', async () => {
    const verifier = createVerifier(real)
    const bad = { ...request, inboxId: '0x12' } as const
    const asked = [request, ...letters(1_500), bad, request]
    const results = await Promise.allSettled(asked.map((item) => verifier.verify(item)))
    const at = { chain, blockNumber: '100', blockHash: scene.chain.fake.head.hash }
    for (const paid of [results[0], results.at(-1)]) {
      expect(paid).toMatchObject({ value: { eligible: true, reason: 'paid', asOf: at } })
    }
    expect(results[1]).toMatchObject({ value: { eligible: false, reason: 'postage_required' } })
    const refused = results.at(-2) as PromiseRejectedResult
    expect(refused.reason).toBeInstanceOf(ApiProblemError)
    expect(refused.reason).toMatchObject({ code: 'invalid_request', status: 400 })
    expect(refused.reason.errors[0].pointer).toMatch(/inboxId$/)
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })

  it('tells every letter of a batch what is wrong with all of it', async () => {
    const verifier = createVerifier(real, { chain: 'eip155:5' })
    const results = await Promise.allSettled(letters(2).map((item) => verifier.verify(item)))
    for (const result of results) {
      expect(result).toMatchObject({ reason: { name: 'ApiProblemError', code: 'unknown_chain' } })
    }
  })
})

describe('createVerifier', () => {
  it('asks once for what is asked in one moment, and gives each its own', async () => {
    answerAll()
    const verifier = createVerifier(counting())
    const asked = letters(300)
    const results = await Promise.all(asked.map((item) => verifier.verify(item)))
    expect(results.map(({ postage }) => postage?.stampId)).toEqual(
      asked.map(({ letterHash }) => letterHash),
    )
    expect(sentOf().map(({ items }) => items.length)).toEqual([300])
  })

  it('never mixes chains', async () => {
    answerAll()
    const verifier = createVerifier(counting())
    const chains = ['eip155:1', 'eip155:31337', undefined] as const
    const results = await Promise.all(
      letters(30).map((item, i) => verifier.verify({ ...item, chain: chains[i % 3] })),
    )
    expect(results.map((result) => result.asOf.chain)).toEqual(
      Array.from({ length: 30 }, (_, i) => chains[i % 3] ?? chain),
    )
    const sizes = sentOf().map((sent) => [sent.chain, sent.items.length])
    expect(sizes.toSorted()).toEqual([
      ['eip155:1', 10],
      [chain, 20],
    ])
    for (const { items } of sentOf())
      for (const item of items) expect(item).not.toHaveProperty('chain')
  })

  it('splits what is more than a batch', async () => {
    answerAll()
    const verifier = createVerifier(counting(), { maxBatch: 10 })
    await Promise.all(letters(25).map((item) => verifier.verify(item)))
    const sizes = sentOf().map(({ items }) => items.length)
    expect(sizes.toSorted((a, b) => b - a)).toEqual([10, 10, 5])
  })

  it('keeps below the 4 MiB that the API takes', async () => {
    answerAll()
    const verifier = createVerifier(counting())
    const heavy = letters(100).map((item, i) => ({
      ...item,
      minCarriage: { [`0x${'0'.repeat(40)}`]: '1'.repeat(50_000 + i) },
    }))
    await Promise.all(heavy.map((item) => verifier.verify(item)))
    const bytes = server.received.map(({ body }) => body.length)
    for (const size of bytes) expect(size).toBeLessThanOrEqual(4 * 1024 * 1024)
    expect(bytes).toHaveLength(2)
    expect(Math.max(...bytes)).toBeGreaterThan(4_000_000)
  })

  it('has no more batches under way than it may', async () => {
    let [open, most] = [0, 0]
    server.answer = async (response, { body }) => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve, 10))
      open--
      const { items } = JSON.parse(String(body)) as Sent
      sendJson(response, { results: items.map(() => verdict), asOf })
    }
    const verifier = createVerifier(counting(), { maxBatch: 10, maxInFlight: 2 })
    await Promise.all(letters(100).map((item) => verifier.verify(item)))
    expect(most).toBe(2)
    expect(server.received).toHaveLength(10)
  })

  it('lets one go without disturbing another', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    server.answer = async (response) => {
      await gate
      sendJson(response, { results: [verdict, verdict], asOf })
    }
    const verifier = createVerifier(counting())
    const controller = new AbortController()
    const [kept, left] = [
      verifier.verify(request),
      verifier.verify(request, { signal: controller.signal }),
    ]
    await expect.poll(() => server.received.length).toBe(1)
    controller.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    open()
    expect(await kept).toMatchObject({ eligible: true })
  })

  it('ends a batch that nobody waits for', async () => {
    server.answer = () => {}
    const { verify } = createVerifier(counting())
    const controller = new AbortController()
    const left = letters(3).map((item) => verify(item, controller))
    await expect.poll(() => server.received.length).toBe(1)
    controller.abort(new Error('enough'))
    for (const each of left) await expect(each).rejects.toThrow('enough')
    await server.received[0]?.closed
  })

  it('keeps no letter waiting for one that is unanswered', async () => {
    answerAll()
    const { verify } = createVerifier(counting(), { maxInFlight: 1 })
    await verify(request)
    await verify(request)
    expect(server.received).toHaveLength(2)
  })

  it.each([
    ['maxBatch', 0],
    ['maxBatch', 1_001],
    ['maxBatch', 1.5],
    ['waitMs', -1],
    ['maxInFlight', 0],
  ])('refuses a %s of %s', (name, value) => {
    expect(() => createVerifier(counting(), { [name]: value })).toThrow(`\`${name}\` must`)
  })

  it('needs a chain', async () => {
    const verifier = createVerifier(createApiClient({ url: server.url }))
    await expect(verifier.verify(request as never)).rejects.toThrow('`chain` is missing')
  })
})

describe('createVerifier, with an API that lies or fails', () => {
  const eligible = fc.oneof(fc.boolean(), fc.constantFrom('true', 1, null, undefined, {}, []))
  const reason = fc.oneof(fc.constantFrom(...reasonCodes), fc.string(), fc.constant(undefined))
  const carry = ['paid', 'consented', 'no_postage_required']

  it.prop([
    fc.record({ eligible, reason }),
    fc.constantFrom(undefined, 'refuse', 'carry'),
    fc.constantFrom(asOf, { ...asOf, chain: 'eip155:1' }, {}, undefined),
  ])('never lets a letter pass that it may not', async (result, unknownInbox, state) => {
    server.answer = (response) =>
      sendJson(response, { results: [{ ...verdict, ...result }], asOf: state })
    const { verify } = createVerifier(counting(), { waitMs: 0 })
    const item = { ...request, ...(unknownInbox && { policy: { unknownInbox } }) }
    const given = await verify(item as never).catch((error: unknown) => error)
    const mayCarry =
      carry.includes(String(result.reason)) ||
      (result.reason === 'unknown_inbox' && unknownInbox === 'carry')
    const isVerdict =
      typeof result.eligible === 'boolean' && typeof result.reason === 'string' && state === asOf
    if (!isVerdict) expect(given).toBeInstanceOf(ApiAnswerError)
    else expect(given).toMatchObject({ eligible: result.eligible && mayCarry, asOf })
  })

  it('takes no problem for a verdict, whatever else is in it', async () => {
    const problem = { ...verdict, code: 'invalid_request', status: 400, detail: 'No.' }
    server.answer = (response) => sendJson(response, { results: [problem], asOf })
    const { verify } = createVerifier(counting())
    await expect(verify(request)).rejects.toThrow(ApiProblemError)
  })

  it('rejects where there is no answer, or too few results', async () => {
    const { verify } = createVerifier(counting())
    server.answer = (response) => void response.destroy()
    await expect(verify(request)).rejects.toThrow(ApiUnreachableError)
    server.answer = (response) => sendProblem(response, 503, 'index_stale')
    await expect(verify(request)).rejects.toThrow(ApiProblemError)
    server.answer = (response) => sendJson(response, { results: [], asOf })
    await expect(verify(request)).rejects.toThrow(ApiAnswerError)
  })
})
