import type { Caip2 } from '../../protocol/caip2.ts'
import type { FeedType } from '../../protocol/wire/event.ts'
import type { Webhook } from '../../protocol/wire/webhook.ts'
import type { Store } from '../store.ts'

/** A webhook as it is stored, without its secrets. Times are Unix seconds. */
export type WebhookRow = {
  webhookId: string
  url: string
  chain: Caip2
  types: FeedType[]
  inboxId: string | null
  relay: string | null
  createdAt: number
  deliveredAt: number | null
  failingSince: number | null
  disabledAt: number | null
  disabledBecause: NonNullable<Webhook['disabledBecause']> | null
}

type Query = Store['query']

const columns = `id as "webhookId", url, chain, types, inbox_id as "inboxId", relay,
  created_at as "createdAt", delivered_at as "deliveredAt", failing_since as "failingSince",
  disabled_at as "disabledAt", disabled_because as "disabledBecause"`

/**
 * Adds a webhook, which gets what comes into the feed from now on.
 *
 * @returns Undefined where the key already has as many as it may.
 * @throws {ApiError} `database_unavailable`.
 */
export function insertWebhook(
  store: Store,
  webhook: Pick<WebhookRow, 'webhookId' | 'url' | 'chain' | 'types' | 'inboxId' | 'relay'> & {
    apiKeyId: string
    secret: string
    most: number
    now: number
  },
): Promise<WebhookRow | undefined> {
  const { webhookId, apiKeyId, url, chain, types, inboxId, relay, secret, most, now } = webhook
  return store.transaction(async (query) => {
    // Two requests at once must not both find room for one.
    await query('select id from api.api_key where id = $1 for update', [apiKeyId])
    const [row] = await query<WebhookRow>(
      `insert into api.webhook
         (id, api_key_id, url, chain, types, inbox_id, relay, secret, from_seq, created_at)
       select $1, $2, $3, $4, $5::text[], $6, $7, $8,
         (select coalesce(max(seq), 0) from api.feed), $9
       where (select count(*) from api.webhook where api_key_id = $2) < $10
       returning ${columns}`,
      [webhookId, apiKeyId, url, chain, types, inboxId, relay, secret, now, most],
    )
    return row
  })
}

/** All webhooks of a key, oldest first. */
export function listWebhooks(query: Query, apiKeyId: string): Promise<WebhookRow[]> {
  return query<WebhookRow>(
    `select ${columns} from api.webhook where api_key_id = $1 order by created_at, id`,
    [apiKeyId],
  )
}

/** A webhook of a key; undefined: the key has no such webhook. */
export async function readWebhook(
  query: Query,
  apiKeyId: string,
  webhookId: string,
): Promise<WebhookRow | undefined> {
  const [row] = await query<WebhookRow>(
    `select ${columns} from api.webhook where api_key_id = $1 and id = $2`,
    [apiKeyId, webhookId],
  )
  return row
}

/** @returns Whether there was one. Its deliveries go with it. */
export async function deleteWebhook(
  query: Query,
  apiKeyId: string,
  webhookId: string,
): Promise<boolean> {
  const rows = await query(
    'delete from api.webhook where api_key_id = $1 and id = $2 returning id',
    [apiKeyId, webhookId],
  )
  return rows.length > 0
}

/** The secrets that deliveries are signed with at a time, the newest first. */
export async function readSecrets(query: Query, webhookId: string, now: number): Promise<string[]> {
  const [row] = await query<{ secrets: string[] }>(
    `select array_remove(array[secret, case when previous_until > $2 then previous_secret end], null)
       as secrets
     from api.webhook where id = $1`,
    [webhookId, now],
  )
  return row?.secrets ?? []
}

/** Gives a webhook another secret; the one before counts until `previousUntil`. @returns Whether there is such a webhook. */
export async function rotateSecret(
  query: Query,
  parameters: { apiKeyId: string; webhookId: string; secret: string; previousUntil: number },
): Promise<boolean> {
  const { apiKeyId, webhookId, secret, previousUntil } = parameters
  const rows = await query(
    `update api.webhook set previous_secret = secret, previous_until = $4, secret = $3
     where api_key_id = $1 and id = $2 returning id`,
    [apiKeyId, webhookId, secret, previousUntil],
  )
  return rows.length > 0
}

/**
 * Writes down that a receiver has answered a ping. A webhook that was disabled is enabled, and gets what comes into the feed from
 * now on.
 */
export async function recordPing(
  query: Query,
  webhookId: string,
  now: number,
): Promise<WebhookRow | undefined> {
  const [row] = await query<WebhookRow>(
    `update api.webhook set delivered_at = $2, failing_since = null, failures = 0,
       from_seq = case when disabled_at is null then from_seq
         else (select coalesce(max(seq), 0) from api.feed) end,
       disabled_at = null, disabled_because = null
     where id = $1 returning ${columns}`,
    [webhookId, now],
  )
  return row
}
