import { createRoute, z } from '@hono/zod-openapi'
import { webhookIdInput } from '../../protocol/wire/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { ownerOf } from '../keys/ownerOf.ts'
import { ApiError } from '../problem.ts'
import { deleteWebhook as remove } from '../queries/webhook.ts'
import { problemResponses } from '../responses.ts'

const route = createRoute({
  operationId: 'deleteWebhook',
  method: 'delete',
  path: '/v1/webhooks/{webhookId}',
  tags: ['Webhooks'],
  summary: 'Delete a webhook',
  description:
    'Its deliveries go with it. An attempt that is being made at this moment is not called back.',
  security: apiKeySecurity,
  request: { params: z.strictObject({ webhookId: webhookIdInput }), query: z.strictObject({}) },
  responses: {
    204: { description: 'It is gone' },
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'database_unavailable',
    ),
  },
})

/** `DELETE /v1/webhooks/{webhookId}` */
export const deleteWebhook: Operation = (app, { store }) => {
  app.openapi(route, async (c) => {
    const { webhookId } = c.req.valid('param')
    const isGone = await remove(store.query, ownerOf(c).id, webhookId)
    if (!isGone) throw new ApiError('webhook_not_found', { webhookId })
    return c.body(null, 204)
  })
}
