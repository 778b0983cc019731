import { createRoute, z } from '@hono/zod-openapi'
import { pageInput } from '../../protocol/wire/page.ts'
import { webhookDeliveriesResponse, webhookIdInput } from '../../protocol/wire/webhook.ts'
import { toDelivery } from '../answers/webhook.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { listDeliveries } from '../queries/webhookDelivery.ts'
import { json, problemResponses } from '../responses.ts'
import { deliveryExample } from '../webhooks/examples.ts'
import { ownWebhook } from '../webhooks/ownWebhook.ts'

const route = createRoute({
  operationId: 'listWebhookDeliveries',
  method: 'get',
  path: '/v1/webhooks/{webhookId}/deliveries',
  tags: ['Webhooks'],
  summary: 'List the deliveries of a webhook',
  description:
    'Newest first: those that are still tried, and those of the last seven days that were made or given up. What a receiver answered beyond its status is not kept.',
  security: apiKeySecurity,
  request: {
    params: z.strictObject({ webhookId: webhookIdInput }),
    query: z.strictObject(pageInput),
  },
  responses: {
    200: json('The deliveries', webhookDeliveriesResponse, { deliveries: [deliveryExample] }),
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'database_unavailable',
    ),
  },
})

const position = z.tuple([z.int().min(0), z.guid()])

/** `GET /v1/webhooks/{webhookId}/deliveries` */
export const listWebhookDeliveries: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { webhookId } = c.req.valid('param')
    const { cursor, limit } = c.req.valid('query')
    await ownWebhook(c, services, webhookId)
    const cursors = listCursors(['listWebhookDeliveries', webhookId], position)
    const after = cursors.open(cursor)
    const rows = await listDeliveries(services.store.query, { webhookId, after, limit: limit + 1 })
    const { page, nextCursor } = cursors.cut(rows, limit, ({ createdAt, id }) => [createdAt, id])
    const deliveries = page.map(toDelivery)
    return c.json({ deliveries, ...(nextCursor && { nextCursor }) }, 200)
  })
}
