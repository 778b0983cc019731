import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'

type Epoch = {
  /** Resolves when the server came back, to go on from what it had on disk. */
  changed(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two looks. */
const EVERY_MS = 1_000

/**
 * Watches a database server for restarts, by three signs: its start time; its timeline, which a
 * standby that takes over changes; and the age of its statistics, which it discards when it recovers
 * from the crash of one of its processes without starting anew.
 */
export async function watchEpoch(databaseUrl: string): Promise<Epoch> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} })
  const read = async () => {
    const [row] = await sql<{ epoch: string }[]>`
      select concat_ws(' ', pg_postmaster_start_time(),
        (select timeline_id from pg_control_checkpoint()),
        (select stats_reset from pg_stat_bgwriter)) as epoch`
    return row?.epoch
  }
  let last = await read()
  let closed = false
  return {
    async changed() {
      for (;;) {
        await sleep(EVERY_MS, undefined, { ref: false })
        const now = closed ? last : await read().catch(() => last)
        if (now === last) continue
        last = now
        return
      }
    },
    async close() {
      closed = true
      await sql.end({ timeout: 1 })
    },
  }
}
