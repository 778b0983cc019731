import type { Store } from '../store.ts'

/** How many deliveries wait for an attempt. */
export type PendingDeliveries = {
  /** For one that could be made now. */
  due: number
  /** For one after a pause, since the last one failed. */
  later: number
}

/**
 * Counts what waits in the queue, as pg-boss last counted it (every `superviseSeconds`), and what has not come into the queue yet,
 * up to 100,000. Reads one row and a small index, however much waits.
 *
 * @returns Undefined where there is no such queue yet.
 * @throws {ApiError} `database_unavailable`.
 */
export async function countPending(
  query: Store['query'],
  queue: string,
): Promise<PendingDeliveries | undefined> {
  const [row] = await query<PendingDeliveries>(
    `select ready_count + (
         select count(*) from (
           select from api.webhook_delivery where not is_queued limit 100000
         ) unqueued
       ) as due, deferred_count as later
     from pgboss.queue where name = $1`,
    [queue],
  )
  return row
}
