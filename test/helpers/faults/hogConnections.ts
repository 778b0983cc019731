import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'

/**
 * Takes every connection that a server has to give, also those that become free later, until told to let go.
 *
 * @param count - At least as many as the server has.
 */
export function hogConnections(databaseUrl: string, count: number) {
  let isOver = false

  async function hog(): Promise<void> {
    while (!isOver) {
      const sql = postgres(databaseUrl, {
        max: 1,
        connect_timeout: 2,
        connection: { application_name: 'hog' },
        // The client fetches types by itself, and nobody could catch that this failed.
        fetch_types: false,
      })
      try {
        await sql`select 1`
        while (!isOver) await sleep(50)
      } catch {
        await sleep(20)
      } finally {
        await sql.end({ timeout: 0 })
      }
    }
  }
  const hogs = [...Array(count)].map(hog)

  return {
    /** Whether nobody else gets one. */
    async isFull(): Promise<boolean> {
      const sql = postgres(databaseUrl, { max: 1, connect_timeout: 2, fetch_types: false })
      try {
        await sql`select 1`
        return false
      } catch (error) {
        return (error as { code?: string }).code === '53300'
      } finally {
        await sql.end({ timeout: 0 })
      }
    },
    async letGo(): Promise<void> {
      isOver = true
      await Promise.all(hogs)
    },
  }
}
