import postgres from 'postgres'

/** Milliseconds without a sign of life from which on Ponder takes a lock for one that a crash left behind. */
const EXPIRY_MS = 25_000

/**
 * Whether an indexer that lives, or did a moment ago, holds a schema.
 *
 * @param schema - The one that it writes, `idx_<chain id>_<build>`.
 * @returns false, too, where there is no such schema yet.
 */
export async function isLocked(databaseUrl: string, schema: string): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    const [known] = await sql<{ found: boolean }[]>`
      select to_regclass(${`"${schema}"._ponder_meta`}) is not null as found`
    if (!known?.found) return false
    const rows = await sql<{ locked: number; heartbeat: number }[]>`
      select (value->>'is_locked')::int as locked, (value->>'heartbeat_at')::float8 as heartbeat
      from ${sql(schema)}._ponder_meta where key = 'app'`
    return rows.some(({ locked, heartbeat }) => {
      return locked === 1 && heartbeat + EXPIRY_MS > Date.now()
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}
