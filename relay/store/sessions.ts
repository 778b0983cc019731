import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'

/** A session that is open. */
export type Session = {
  /** Tells sessions apart, and opens none. */
  sessionId: string
  inboxId: string
  endsAt: Date
}

/** Seconds that a session lasts: a key that is revoked gets no letters after it. */
const sessionSeconds = 3_600

/**
 * Opens a session for an inbox.
 *
 * @returns Undefined: the challenge was used before.
 */
export async function openSession(
  sql: Sql,
  inboxId: string,
  challenge: string,
): Promise<{ token: string; expiresAt: number } | undefined> {
  const token = randomBytes(32).toString('base64url')
  const [row] = await sql<{ ends_at: Date }[]>`
    insert into relay.session (token_hash, challenge, inbox_id, ends_at)
    values (${hashOf(token)}, ${challenge}, ${inboxId}, now() + make_interval(secs => ${sessionSeconds}))
    on conflict (challenge) do nothing returning ends_at`
  return row && { token, expiresAt: Math.floor(row.ends_at.getTime() / 1_000) }
}

/** Whose session a token is of; undefined: nobody's any more. */
export async function sessionOf(sql: Sql, token: string): Promise<Session | undefined> {
  const hash = hashOf(token)
  const [row] = await sql<{ inbox_id: string; ends_at: Date }[]>`
    select inbox_id, ends_at from relay.session where token_hash = ${hash} and ends_at > now()`
  return row && { sessionId: hash.toString('hex'), inboxId: row.inbox_id, endsAt: row.ends_at }
}

/** A copy of the table opens no session. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
