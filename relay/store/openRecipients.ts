import type { Sql } from 'postgres'

/** Who was let in before, by its key or wallet, also before this process began. */
export type Recipients = {
  /** @param who - The public key or the address that has signed. */
  isKnown(inboxId: string, who: string): Promise<boolean>
  /** It was let in. */
  note(inboxId: string, who: string): Promise<void>
}

export function openRecipients(sql: Sql): Recipients {
  return {
    async isKnown(inboxId, who) {
      const rows = await sql`
        select from relay.recipient where inbox_id = ${inboxId} and who = ${who}`
      return rows.length > 0
    },
    async note(inboxId, who) {
      await sql`insert into relay.recipient (inbox_id, who) values (${inboxId}, ${who})
        on conflict (inbox_id, who) do update set seen_at = now()`
    },
  }
}
