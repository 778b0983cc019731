import type { Context } from 'hono'
import type { AppEnv } from '../app.ts'
import { ownerOf } from '../keys/ownerOf.ts'
import { ApiError } from '../problem.ts'
import type { WebhookRow } from '../queries/webhook.ts'
import { readWebhook } from '../queries/webhook.ts'
import type { Services } from '../services.ts'

/**
 * The webhook that a request names, of the API key that it comes with.
 *
 * @throws {ApiError} `invalid_api_key` · `webhook_not_found`, also for one of another key · `database_unavailable`.
 */
export async function ownWebhook(
  c: Context<AppEnv>,
  { store }: Services,
  webhookId: string,
): Promise<WebhookRow> {
  const row = await readWebhook(store.query, ownerOf(c).id, webhookId)
  if (!row) throw new ApiError('webhook_not_found', { webhookId })
  return row
}
