import { createRoute, z } from '@hono/zod-openapi'
import { webhooksResponse } from '../../protocol/wire/webhook.ts'
import { toWebhook } from '../answers/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { ownerOf } from '../keys/ownerOf.ts'
import { listWebhooks as readWebhooks } from '../queries/webhook.ts'
import { json, problemResponses } from '../responses.ts'
import { webhookExample } from '../webhooks/examples.ts'

const route = createRoute({
  operationId: 'listWebhooks',
  method: 'get',
  path: '/v1/webhooks',
  tags: ['Webhooks'],
  summary: 'List the webhooks of an API key',
  description: 'All that the API key has made and not deleted, disabled ones too, oldest first.',
  security: apiKeySecurity,
  request: { query: z.strictObject({}) },
  responses: {
    200: json('The webhooks', webhooksResponse, { webhooks: [webhookExample] }),
    ...problemResponses('invalid_request', 'invalid_api_key', 'database_unavailable'),
  },
})

/** `GET /v1/webhooks` */
export const listWebhooks: Operation = (app, { store }) => {
  app.openapi(route, async (c) => {
    const rows = await readWebhooks(store.query, ownerOf(c).id)
    return c.json({ webhooks: rows.map(toWebhook) }, 200)
  })
}
