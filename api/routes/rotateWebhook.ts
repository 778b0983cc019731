import { createRoute, z } from '@hono/zod-openapi'
import { rotatedWebhookResponse, webhookIdInput } from '../../protocol/wire/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { ownerOf } from '../keys/ownerOf.ts'
import { ApiError } from '../problem.ts'
import { rotateSecret } from '../queries/webhook.ts'
import { json, problemResponses } from '../responses.ts'
import { secretExample } from '../webhooks/examples.ts'
import { createWebhookSecret, rotationSeconds } from '../webhooks/webhookSecret.ts'

const route = createRoute({
  operationId: 'rotateWebhook',
  method: 'post',
  path: '/v1/webhooks/{webhookId}/rotate',
  tags: ['Webhooks'],
  summary: 'Give a webhook another secret',
  description:
    'For 24 h each delivery is signed with both secrets, the new one first, so that a receiver may change over at any moment of them. Rotating again within that time ends the oldest at once.',
  security: apiKeySecurity,
  request: { params: z.strictObject({ webhookId: webhookIdInput }), query: z.strictObject({}) },
  responses: {
    200: json('The new secret', rotatedWebhookResponse, {
      secret: secretExample,
      previousUntil: 1_795_464_000,
    }),
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'database_unavailable',
    ),
  },
})

/** `POST /v1/webhooks/{webhookId}/rotate` */
export const rotateWebhook: Operation = (app, { store, now }) => {
  app.openapi(route, async (c) => {
    const { webhookId } = c.req.valid('param')
    const apiKeyId = ownerOf(c).id
    const secret = createWebhookSecret()
    const previousUntil = Math.floor(now() / 1_000) + rotationSeconds
    const isDone = await rotateSecret(store.query, { apiKeyId, webhookId, secret, previousUntil })
    if (!isDone) throw new ApiError('webhook_not_found', { webhookId })
    return c.json({ secret, previousUntil }, 200)
  })
}
