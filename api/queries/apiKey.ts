import type { Store } from '../store.ts'

/** A key that is not revoked, as a request is counted by it. */
export type ApiKey = {
  /** `key_` and 16 hexadecimal digits. No secret. */
  id: string
  /** Null: what the API is set up to give every key. */
  pointsPerMinute: number | null
}

/** A key as whoever runs the API sees it. Times are Unix seconds. */
export type ListedApiKey = ApiKey & {
  name: string
  prefix: string
  createdAt: number
  revokedAt: number | null
}

type Query = Store['query']

/** The key with a hash (hexadecimal), unless it is revoked or there is none. */
export async function readApiKey(query: Query, hash: string): Promise<ApiKey | undefined> {
  const [key] = await query<ApiKey>(
    `select id, points_per_minute as "pointsPerMinute" from api.api_key
     where hash = decode($1, 'hex') and revoked_at is null`,
    [hash],
  )
  return key
}

export async function insertApiKey(
  query: Query,
  key: ApiKey & { name: string; hash: string; prefix: string; now: number },
): Promise<void> {
  await query(
    `insert into api.api_key (id, name, hash, prefix, points_per_minute, created_at)
     values ($1, $2, decode($3, 'hex'), $4, $5, $6)`,
    [key.id, key.name, key.hash, key.prefix, key.pointsPerMinute, key.now],
  )
}

/** All keys, revoked ones too, oldest first. */
export function listApiKeys(query: Query): Promise<ListedApiKey[]> {
  return query<ListedApiKey>(
    `select id, name, prefix, points_per_minute as "pointsPerMinute", created_at as "createdAt",
       revoked_at as "revokedAt"
     from api.api_key order by created_at, id`,
  )
}

/**
 * Revokes a key, for good, and disables its webhooks.
 *
 * @returns Whether there is such a key, revoked by now or before.
 */
export async function revokeApiKey(query: Query, id: string, now: number): Promise<boolean> {
  const rows = await query(
    `with revoked as (
       update api.api_key set revoked_at = coalesce(revoked_at, $2) where id = $1 returning id
     ), disabled as (
       update api.webhook set disabled_at = $2, disabled_because = 'key_revoked'
       from revoked where api_key_id = revoked.id and disabled_at is null
     )
     select id from revoked`,
    [id, now],
  )
  return rows.length > 0
}
