import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { pingResponse, webhookIdInput } from '../../protocol/wire/webhook.ts'
import { toWebhook } from '../answers/webhook.ts'
import type { Operation } from '../app.ts'
import { apiKeySecurity } from '../keys/apiKeySecurity.ts'
import { readSecrets, recordPing } from '../queries/webhook.ts'
import { json, problemResponses } from '../responses.ts'
import { webhookExample } from '../webhooks/examples.ts'
import { toMessageId } from '../webhooks/messageId.ts'
import { ownWebhook } from '../webhooks/ownWebhook.ts'
import type { WebhookOutcome } from '../webhooks/sendWebhook.ts'
import { sendWebhook } from '../webhooks/sendWebhook.ts'
import { webhookDefaults } from '../webhooks/webhookSettings.ts'

const route = createRoute({
  operationId: 'pingWebhook',
  method: 'post',
  path: '/v1/webhooks/{webhookId}/ping',
  tags: ['Webhooks'],
  summary: 'Try a webhook',
  description:
    'Sends one message of type `webhook.ping` at once, past the queue, and tells what the receiver answered; takes up to 10 s. It is not tried again. Whoever asks while one is under way is told what comes of that one. A webhook that was disabled is enabled if the receiver answers 2xx, and gets what comes into the feed from then on.',
  security: apiKeySecurity,
  request: { params: z.strictObject({ webhookId: webhookIdInput }), query: z.strictObject({}) },
  responses: {
    200: json('What came of it', pingResponse, {
      delivered: true,
      responseStatus: 204,
      error: null,
      webhook: webhookExample,
    }),
    ...problemResponses(
      'invalid_request',
      'invalid_api_key',
      'webhook_not_found',
      'database_unavailable',
    ),
  },
})

/** `POST /v1/webhooks/{webhookId}/ping` */
export const pingWebhook: Operation = (app, services) => {
  /** One for each webhook: a receiver that hangs cannot be made to hold any number of connections. */
  const underWay = new Map<string, Promise<WebhookOutcome>>()
  app.openapi(route, async (c) => {
    const { webhookId } = c.req.valid('param')
    const { store, now } = services
    const row = await ownWebhook(c, services, webhookId)
    const timestamp = Math.floor(now() / 1_000)
    const outcome = await (underWay.get(webhookId) ?? begin(webhookId, row.url, timestamp))
    const { isDelivered, status, error } = outcome
    const after = isDelivered ? await recordPing(store.query, webhookId, timestamp) : undefined
    const webhook = toWebhook(after ?? row)
    return c.json({ delivered: isDelivered, responseStatus: status, error, webhook }, 200)
  })

  function begin(webhookId: string, url: string, timestamp: number): Promise<WebhookOutcome> {
    const pinging = send(webhookId, url, timestamp).finally(() => underWay.delete(webhookId))
    underWay.set(webhookId, pinging)
    return pinging
  }

  async function send(webhookId: string, url: string, timestamp: number): Promise<WebhookOutcome> {
    const { store, now } = services
    const data = { webhookId }
    const message = { type: 'webhook.ping', timestamp: new Date(now()).toISOString(), data }
    const attempt = {
      url,
      secrets: await readSecrets(store.query, webhookId, timestamp),
      id: toMessageId(randomUUID()),
      body: JSON.stringify(message),
      timestamp,
    }
    return sendWebhook(attempt, services.webhooks ?? webhookDefaults)
  }
}
