import { createRoute, z } from '@hono/zod-openapi'
import {
  deliveryIdInput,
  webhookDeliveryResponse,
  webhookIdInput,
} from '../../protocol/wire/webhook.ts'
import { toDelivery } from '../answers/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { ApiError } from '../problem.ts'
import { redeliver } from '../queries/webhookDelivery.ts'
import { json, problemResponses } from '../responses.ts'
import { deliveryExample } from '../webhooks/examples.ts'
import { fromMessageId } from '../webhooks/messageId.ts'
import { ownWebhook } from '../webhooks/ownWebhook.ts'

const route = createRoute({
  operationId: 'redeliverWebhook',
  method: 'post',
  path: '/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver',
  tags: ['Webhooks'],
  summary: 'Make a delivery again',
  description:
    'The same message with the same `webhook-id`, whether it was delivered or given up, and tried as often as a new one. One that is still tried is left as it is; those of a disabled webhook are given up at once.',
  security: apiKeySecurity,
  request: {
    params: z.strictObject({ webhookId: webhookIdInput, deliveryId: deliveryIdInput }),
    query: z.strictObject({}),
  },
  responses: {
    202: json('The delivery, pending', webhookDeliveryResponse, { delivery: deliveryExample }),
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'delivery_not_found',
      'database_unavailable',
    ),
  },
})

/** `POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver` */
export const redeliverWebhook: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { webhookId, deliveryId } = c.req.valid('param')
    await ownWebhook(c, services, webhookId)
    const row = await redeliver(services.store.query, webhookId, fromMessageId(deliveryId))
    if (!row) throw new ApiError('delivery_not_found', { deliveryId })
    return c.json({ delivery: toDelivery(row) }, 202)
  })
}
