import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../api/app.ts'
import { issueKey } from '../../../api/keys/issueKey.ts'
import { webhookDefaults } from '../../../api/webhooks/webhookSettings.ts'
import { problems } from '../../../protocol/problems.ts'
import type { ApiClient, CallOptions, OperationId } from '../../../sdk/src/api/ApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { isStream, operationIds } from '../../../sdk/src/api/operationOf.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { holdToContract } from '../../api/contract.ts'
import type { Scene } from '../../api/verifyScene.ts'
import {
  address,
  bytes32,
  letterHash,
  recipient,
  relay,
  request,
  startScene,
} from '../../api/verifyScene.ts'
import { exampleOf } from './support/apiDocument.ts'
import type { Served } from './support/serve.ts'
import { serve } from './support/serve.ts'

/*
A client of the real API
├── each operation, with the examples of its description → an answer, or a problem that the API knows
├── what the world has → as the API answers it
├── what it has not, or cannot be asked → ApiProblemError with the API's code, detail and field
└── webhooks, with a key → created, listed, rotated, deleted
*/

let scene: Scene
let served: Served
let api: ApiClient<'eip155:31337'>
const seen = new Set<OperationId>()

beforeAll(async () => {
  scene = await startScene()
  const webhooks = { ...webhookDefaults, timeout: 500, allowPrivate: true }
  served = await serve(holdToContract(createApp({ ...scene.world.services, webhooks })).fetch)
  const { store } = scene.world.services
  const { secret } = await issueKey(store, { name: 'x', pointsPerMinute: null, now: 1 })
  api = createApiClient({ url: served.url, chain: 'eip155:31337', apiKey: secret })
  await scene.inbox()
  await scene.terms()
  await scene.price()
  await scene.stamps({})
})
afterAll(async () => {
  await served.stop()
  await scene.stop()
})

/** Calls an operation without its types. */
function call(id: OperationId, parameters: object, options?: CallOptions): Promise<unknown> {
  const method = api[id] as (parameters: object, options?: CallOptions) => Promise<unknown>
  return method(parameters, options)
}

describe('createApiClient', () => {
  it.each(operationIds)('asks for what its description shows: %s', async (id) => {
    const parameters = {
      ...exampleOf(id),
      ...(id === 'putMailingLeaves' && { leaves: new Uint8Array(64) }),
    }
    // One of three is wanted, not all.
    const asked =
      id === 'findInboxes' ? { ...parameters, account: undefined, keyId: undefined } : parameters
    const result = await call(id, asked, { retries: 0 }).catch((error: unknown) => error)
    seen.add(id)
    if (result instanceof Error) {
      expect(result).toBeInstanceOf(ApiProblemError)
      const { code, status, detail, requestId } = result as ApiProblemError
      expect(problems).toHaveProperty([code])
      expect([code, status]).toEqual([code, problems[code as keyof typeof problems].status])
      // Whatever is wrong, the request is not.
      expect([code, detail]).not.toContainEqual(
        expect.stringMatching(/^(invalid_|not_found$|method_)/),
      )
      expect(requestId).toMatch(/.{8,}/)
    } else if (isStream(id)) {
      await (result as ReadableStream).cancel()
    } else if (id === 'deleteWebhook') {
      expect(result).toBeUndefined()
    } else expect(result).toBeTypeOf('object')
  })

  it('has asked for every operation', () => {
    expect([...seen].toSorted()).toEqual(operationIds)
  })

  it('gives what the world has', async () => {
    const { inbox, asOf } = await api.getInbox({ inboxId: recipient })
    expect(inbox.inboxId).toBe(recipient)
    expect(asOf).toMatchObject({ chain: 'eip155:31337', blockNumber: '100' })
    const verdict = await api.verify(request)
    expect(verdict).toMatchObject({ eligible: true, reason: 'paid' })
    expect(verdict.postage?.stake).toBe('1000')
    const { results } = await api.verifyBatch({
      items: [request, { ...request, letterHash: bytes32('other') }],
    })
    expect(results).toMatchObject([
      { reason: 'paid' },
      { eligible: false, reason: 'postage_required' },
    ])
    const quote = await api.getQuote({
      inboxId: recipient,
      sender: address('a'),
      relay,
      letterHash,
    })
    expect(quote.deliverable).toBe(true)
    const { stamps } = await api.listSenderStamps({ address: address('payer'), canExpire: true })
    expect(stamps).toEqual([])
    const { chains } = await api.getChains()
    expect(chains).toHaveLength(1)
    const { relays } = await api.listRelays({ active: true })
    expect(relays).toHaveLength(1)
  })

  it('says what is wrong, and where', async () => {
    const missing = await problemOf(api.getInbox({ inboxId: bytes32('nobody') }))
    expect(missing).toMatchObject({ code: 'inbox_not_found', status: 404 })
    expect(missing.shortMessage).toContain(bytes32('nobody'))
    const misspelt = { ...request, minimumCarriage: {} }
    const refused = await problemOf(api.verify(misspelt))
    expect(refused.code).toBe('invalid_request')
    expect(refused.errors).toMatchObject([{ in: 'body', pointer: '/minimumCarriage' }])
    const query = await problemOf(call('getInbox', { inboxId: recipient, minimum: 1 }))
    expect(query.errors).toMatchObject([{ in: 'query', pointer: '/minimum' }])
    const elsewhere = await problemOf(api.getInbox({ inboxId: recipient, chain: 'eip155:5' }))
    expect(elsewhere.code).toBe('unknown_chain')
    const bare = createApiClient({ url: served.url })
    expect(await problemOf(bare.listWebhooks())).toMatchObject({
      code: 'invalid_api_key',
      status: 401,
    })
  })

  it('keeps webhooks', async () => {
    const { webhook, secret } = await api.createWebhook({
      url: 'https://relay.example/hook',
      types: ['stamp.*'],
    })
    expect(secret).toMatch(/^whsec_/)
    const { webhookId } = webhook
    expect((await api.listWebhooks()).webhooks.map((each) => each.webhookId)).toContain(webhookId)
    expect((await api.rotateWebhook({ webhookId })).secret).not.toBe(secret)
    expect(await api.deleteWebhook({ webhookId })).toBeUndefined()
    expect(await problemOf(api.getWebhook({ webhookId }))).toMatchObject({
      code: 'webhook_not_found',
    })
  })
})

async function problemOf(promise: Promise<unknown>): Promise<ApiProblemError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ApiProblemError)
  return error as ApiProblemError
}
