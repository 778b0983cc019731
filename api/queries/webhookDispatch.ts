import type { Store } from '../store.ts'

type Query = Store['query']

/** Whether there is anything to dispatch: asked four times a second, it locks and writes nothing. */
export async function hasWork(query: Query): Promise<boolean> {
  const [answer] = await query<{ hasWork: boolean }>(
    `select exists (select from api.feed where seq > (select seq from api.webhook_cursor))
       or exists (select from api.webhook_delivery where not is_queued) as "hasWork"`,
  )
  return answer?.hasWork ?? false
}

/**
 * Turns entries of the feed into deliveries, and moves the cursor over them, in the transaction of `query`: each entry once to
 * each webhook that wants it. Another process that is at it is not waited for.
 *
 * @param parameters.limit - Most entries.
 * @returns How many entries the cursor has gone over.
 */
export async function dispatchEntries(
  query: Query,
  parameters: { limit: number; now: number },
): Promise<number> {
  const { limit, now } = parameters
  const [cursor] = await query<{ seq: number }>(
    'select seq from api.webhook_cursor for update skip locked',
  )
  if (!cursor) return 0
  const [page] = await query<{ until: number | null; count: number }>(
    `select max(seq) as until, count(*) as count from (
       select seq from api.feed where seq > $1 order by seq limit $2
     ) page`,
    [cursor.seq, limit],
  )
  if (!page || page.until === null) return 0
  // The entry is put together as text: what is stored as JSON is sent byte for byte.
  await query(
    `insert into api.webhook_delivery (id, webhook_id, seq, type, body, created_at)
     select md5(w.id || ' ' || f.seq)::uuid, w.id, f.seq, f.type,
       '{"type":' || to_json(f.type) || ',"timestamp":"'
         || to_char(f.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
         || '","data":{"id":"' || f.seq || '",' || substr(ltrim(f.entry::text), 2) || '}',
       $3
     from api.feed f join api.webhook w
       on w.chain = 'eip155:' || f.chain_id
       and w.disabled_at is null
       and w.from_seq < f.seq
       and (f.event_type = any(w.types) or f.type = any(w.types))
       and (w.inbox_id is null or w.inbox_id = f.inbox_id)
       and (w.relay is null or w.relay = lower(f.relay))
     where f.seq > $1 and f.seq <= $2
     on conflict do nothing`,
    [cursor.seq, page.until, now],
  )
  await query('update api.webhook_cursor set seq = $1', [page.until])
  return page.count
}

/** The webhooks of API keys. */
export async function webhooksOfKeys(
  query: Query,
  apiKeyIds: readonly string[],
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    'select id from api.webhook where api_key_id = any($1::text[])',
    [apiKeyIds],
  )
  return rows.map(({ id }) => id)
}

/** Takes deliveries that have no job yet, oldest first, and marks them as having one: make it in the same transaction. */
export function takeUnqueued(
  query: Query,
  limit: number,
): Promise<{ id: string; webhookId: string; apiKeyId: string }[]> {
  return query<{ id: string; webhookId: string; apiKeyId: string }>(
    `update api.webhook_delivery d set is_queued = true
     from api.webhook w where w.id = d.webhook_id and d.id in (
       select id from api.webhook_delivery where not is_queued
       order by created_at, seq limit $1 for update skip locked
     )
     returning d.id, d.webhook_id as "webhookId", w.api_key_id as "apiKeyId"`,
    [limit],
  )
}

/**
 * Disables webhooks for which too much is waiting: a receiver that is too slow must not fill the database.
 *
 * @returns Their ids.
 */
export async function disableBacklogs(
  query: Query,
  parameters: { most: number; now: number },
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `update api.webhook w set disabled_at = $2, disabled_because = 'backlog'
     where w.disabled_at is null and (
       select count(*) from (
         select from api.webhook_delivery d
         where d.webhook_id = w.id and d.status = 'pending' limit $1 + 1
       ) waiting
     ) > $1
     returning w.id`,
    [parameters.most, parameters.now],
  )
  return rows.map(({ id }) => id)
}

/**
 * Has deliveries queued again that are pending since before `before` and that no job is about any more: the queue gives a job up that it
 * has kept for too long, and a restored database may have no queue. @returns How many.
 */
export async function requeueStranded(query: Query, before: number): Promise<number> {
  const rows = await query(
    `update api.webhook_delivery d set is_queued = false
     where d.status = 'pending' and d.is_queued and d.created_at < $1 and not exists (
       select from pgboss.job
       where name = 'webhook' and state < 'completed' and data ->> 'id' = d.id::text
     )
     returning d.id`,
    [before],
  )
  return rows.length
}

/** Removes deliveries that are settled and older than `before`, some at a time. @returns How many. */
export async function pruneDeliveries(query: Query, before: number): Promise<number> {
  const rows = await query(
    `delete from api.webhook_delivery where id in (
       select id from api.webhook_delivery
       where status <> 'pending' and created_at < $1 order by created_at limit 5000
     ) returning id`,
    [before],
  )
  return rows.length
}
