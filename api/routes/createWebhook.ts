import { randomBytes } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import {
  createdWebhookResponse,
  createWebhookRequest,
  deliveryIdInput,
  maxWebhooks,
  webhookMessage,
} from '../../protocol/wire/webhook.ts'
import { toWebhook } from '../answers/webhook.ts'
import type { App, Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { ownerOf } from '../keys/ownerOf.ts'
import { ApiError } from '../problem.ts'
import { insertWebhook } from '../queries/webhook.ts'
import { json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { secretExample, webhookExample } from '../webhooks/examples.ts'
import { faultOfTarget } from '../webhooks/faultOfTarget.ts'
import { createWebhookSecret } from '../webhooks/webhookSecret.ts'
import { webhookDefaults } from '../webhooks/webhookSettings.ts'

const route = createRoute({
  operationId: 'createWebhook',
  method: 'post',
  path: '/v1/webhooks',
  tags: ['Webhooks'],
  summary: 'Have changes delivered',
  description:
    'Each entry that comes into the feed of a chain from now on, and is of one of the types, is posted to the url as `{ type, timestamp, data }`, where `data` is the entry; signed after Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Whatever is not answered with 2xx within 10 s is tried again, for about three days. A message may come more than once, with the same `webhook-id`, and messages may come in another order than that of the feed, which `data.id` tells.',
  security: apiKeySecurity,
  request: {
    query: z.strictObject({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: createWebhookRequest,
          example: {
            url: 'https://relay.example/pennypost',
            chain: 'eip155:31337',
            types: ['stamp.posted', 'stamp.admitted'],
            relay: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
          },
        },
      },
    },
  },
  responses: {
    201: json('The webhook and its secret', createdWebhookResponse, {
      webhook: webhookExample,
      secret: secretExample,
    }),
    ...problemResponses(
      'invalid_json',
      'invalid_request',
      'unknown_chain',
      'invalid_api_key',
      'webhook_limit',
      'webhook_target_refused',
      'body_too_large',
      'unsupported_media_type',
      'database_unavailable',
    ),
  },
})

/** What receivers get, for the `webhooks` of the description. */
const message: Parameters<App['openAPIRegistry']['registerWebhook']>[0] = {
  operationId: 'receiveMessage',
  method: 'post',
  path: 'message',
  tags: ['Webhooks'],
  summary: 'A change, as a receiver gets it',
  description:
    'Signed after Standard Webhooks. Answer 2xx within 10 s; take the same `webhook-id` twice for one message.',
  request: {
    headers: z.object({
      'webhook-id': deliveryIdInput,
      'webhook-timestamp': z.string().meta({ description: 'Unix seconds of the attempt.' }),
      'webhook-signature': z.string().meta({
        description:
          '`v1,` and the base64 of HMAC-SHA-256 over `<id>.<timestamp>.<body>`; two with a space between while the secret is being rotated.',
      }),
    }),
    body: { required: true, content: { 'application/json': { schema: webhookMessage } } },
  },
  responses: { 204: { description: 'Taken' } },
}

/** `POST /v1/webhooks` */
export const createWebhook: Operation = (app, services) => {
  app.openAPIRegistry.registerWebhook(message)
  app.openapi(route, async (c) => {
    const apiKeyId = ownerOf(c).id
    const { url, chain, types, inboxId = null, relay = null } = c.req.valid('json')
    chainOf(services, chain, 'body')
    const because = faultOfTarget(new URL(url), services.webhooks ?? webhookDefaults)
    if (because !== undefined) throw new ApiError('webhook_target_refused', { because })
    const secret = createWebhookSecret()
    const row = await insertWebhook(services.store, {
      webhookId: `wh_${randomBytes(8).toString('hex')}`,
      apiKeyId,
      url,
      chain,
      types,
      inboxId,
      relay,
      secret,
      most: maxWebhooks,
      now: Math.floor(services.now() / 1_000),
    })
    if (!row) throw new ApiError('webhook_limit', { most: maxWebhooks })
    return c.json({ webhook: toWebhook(row), secret }, 201)
  })
}
