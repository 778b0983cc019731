import type { FeedType } from '../../protocol/wire/event.ts'
import type { WebhookDelivery } from '../../protocol/wire/webhook.ts'
import type { Store } from '../store.ts'

/** A delivery as its owner sees it. Times are Unix seconds. */
export type DeliveryRow = {
  /** A UUID. */
  id: string
  seq: number
  type: FeedType
  status: WebhookDelivery['status']
  createdAt: number
  attempts: number
  attemptedAt: number | null
  responseStatus: number | null
  error: string | null
}

/** All that an attempt needs. */
export type DueDelivery = {
  url: string
  body: string
  /** The newest first. */
  secrets: string[]
}

type Query = Store['query']

const columns = `d.id, d.seq, d.type, d.status, d.created_at as "createdAt", d.attempts,
  d.attempted_at as "attemptedAt", d.response_status as "responseStatus", d.error`

/**
 * Deliveries of a webhook, newest first.
 *
 * @param after - The last one of the page before.
 */
export function listDeliveries(
  query: Query,
  parameters: { webhookId: string; after?: readonly [number, string] | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const { webhookId, after, limit } = parameters
  return query<DeliveryRow>(
    `select ${columns} from api.webhook_delivery d
     where d.webhook_id = $1 and ($2::bigint is null or (d.created_at, d.id) < ($2, $3::uuid))
     order by d.created_at desc, d.id desc limit $4`,
    [webhookId, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
}

/** Has a delivery made once more, unless it is still under way. @returns Undefined if the webhook has none such. */
export async function redeliver(
  query: Query,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await query<DeliveryRow>(
    `update api.webhook_delivery d set status = 'pending',
       is_queued = (d.status = 'pending' and d.is_queued)
     where d.webhook_id = $1 and d.id = $2 returning ${columns}`,
    [webhookId, id],
  )
  return row
}

/** What an attempt needs; undefined where there is nothing to do (any more). */
export async function readDueDelivery(
  query: Query,
  id: string,
  now: number,
): Promise<DueDelivery | undefined> {
  const [row] = await query<DueDelivery>(
    `select w.url, d.body,
       array_remove(array[w.secret, case when w.previous_until > $2 then w.previous_secret end], null)
         as secrets
     from api.webhook_delivery d join api.webhook w on w.id = d.webhook_id
     where d.id = $1 and d.status = 'pending' and w.disabled_at is null`,
    [id, now],
  )
  return row
}

/** Gives up a delivery whose webhook is disabled. @returns Whether it was pending. */
export async function abandonDelivery(query: Query, id: string): Promise<boolean> {
  const rows = await query(
    `update api.webhook_delivery set status = 'failed', error = 'the webhook is disabled'
     where id = $1 and status = 'pending' returning id`,
    [id],
  )
  return rows.length > 0
}

/**
 * Writes down what came of an attempt, for the delivery and for its webhook, which is disabled when it has failed for too long.
 *
 * @param outcome.isLast - Whether it will not be tried again.
 * @param outcome.isGone - Whether the receiver wants nothing any more.
 */
export async function recordAttempt(
  query: Query,
  outcome: {
    id: string
    isDelivered: boolean
    isLast: boolean
    isGone: boolean
    status: number | null
    error: string | null
    now: number
    disableAfterSeconds: number
    disableAfterFailures: number
  },
): Promise<void> {
  const { id, isDelivered, isLast, isGone, status, error, now } = outcome
  await query(
    `with attempted as (
       update api.webhook_delivery set attempts = attempts + 1, attempted_at = $2::bigint,
         response_status = $3::integer, error = $4::text,
         status = case when $5::boolean then 'delivered' when $6::boolean then 'failed' else status end
       where id = $1::uuid returning webhook_id
     ), judged as (
       select w.id, $7::boolean as is_gone,
         $2 - coalesce(w.failing_since, $2) >= $8::bigint and w.failures + 1 >= $9::integer as is_failing
       from api.webhook w join attempted on w.id = attempted.webhook_id
     )
     update api.webhook w set
       delivered_at = case when $5 then $2 else w.delivered_at end,
       failing_since = case when $5 then null else coalesce(w.failing_since, $2) end,
       failures = case when $5 then 0 else w.failures + 1 end,
       disabled_at = case when not $5 and (is_gone or is_failing)
         then coalesce(w.disabled_at, $2) else w.disabled_at end,
       disabled_because = case when $5 or not (is_gone or is_failing) or w.disabled_at is not null
         then w.disabled_because when is_gone then 'gone' else 'failing' end
     from judged where w.id = judged.id`,
    [
      id,
      now,
      status,
      error,
      isDelivered,
      isLast,
      isGone,
      outcome.disableAfterSeconds,
      outcome.disableAfterFailures,
    ],
  )
}
