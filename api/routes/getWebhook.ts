import { createRoute, z } from '@hono/zod-openapi'
import { webhookIdInput, webhookResponse } from '../../protocol/wire/webhook.ts'
import { toWebhook } from '../answers/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { json, problemResponses } from '../responses.ts'
import { webhookExample } from '../webhooks/examples.ts'
import { ownWebhook } from '../webhooks/ownWebhook.ts'

const route = createRoute({
  operationId: 'getWebhook',
  method: 'get',
  path: '/v1/webhooks/{webhookId}',
  tags: ['Webhooks'],
  summary: 'Read a webhook',
  description: 'What it delivers, and how its receiver is doing. Its secret is not told again.',
  security: apiKeySecurity,
  request: { params: z.strictObject({ webhookId: webhookIdInput }), query: z.strictObject({}) },
  responses: {
    200: json('The webhook', webhookResponse, { webhook: webhookExample }),
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'database_unavailable',
    ),
  },
})

/** `GET /v1/webhooks/{webhookId}` */
export const getWebhook: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const row = await ownWebhook(c, services, c.req.valid('param').webhookId)
    return c.json({ webhook: toWebhook(row) }, 200)
  })
}
