import type { Db } from 'pg-boss'
import { PgBoss } from 'pg-boss'
import type { Attempted, DeliveryJob } from './deliveryPool.ts'
import { startDeliveryPool } from './deliveryPool.ts'
import type { DeliverySchedule } from './deliverySchedule.ts'

/** Attempts that the queue has beyond those of the schedule, for when nobody could write down what came of one. */
const spareAttempts = 100

/** What pg-boss calls the queue. */
export const queueName = 'webhook'

/** The durable queue of deliveries: pg-boss, in schema `pgboss` on the primary. */
export type DeliveryQueue = {
  /** Adds jobs in the transaction of `db`. */
  add(deliveries: readonly DeliveryJob[], db: Db): Promise<void>
  /** Looks for jobs at once, as after `add`. */
  wake(): void
  /** Lets what is under way end, and closes; after 9 s anyway. */
  stop(): Promise<void>
}

/**
 * Opens the queue and starts to work on it.
 *
 * @param parameters.attempt - Makes one attempt at a delivery. When it throws, another is made later.
 * @param parameters.webhooksOf - The webhooks of API keys.
 * @param parameters.report - Told of troubles, after which the queue goes on by itself.
 * @throws {Error} The database cannot be reached.
 */
export async function openDeliveryQueue(parameters: {
  url: string
  workers: number
  schedule: DeliverySchedule
  attempt: (job: { id: string; isLast: boolean }) => Promise<Attempted>
  webhooksOf: (apiKeyIds: readonly string[]) => Promise<string[]>
  report: (error: Error) => void
}): Promise<DeliveryQueue> {
  const { url, workers, schedule, attempt, webhooksOf, report } = parameters
  const { superviseSeconds } = schedule
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'pennypost-api webhooks',
    schema: 'pgboss',
    max: 2 + workers,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    connectionTimeoutMillis: 3_000,
  })
  boss.on('error', report)
  try {
    await boss.start()
    await openQueue(boss, schedule)
  } catch (error) {
    await close(boss)
    throw error
  }
  const pool = startDeliveryPool({
    ...{ boss, queue: queueName, workers, retryLimit: schedule.retryLimit },
    ...{ attempt, webhooksOf, report },
  })
  return {
    async add(deliveries, db) {
      // The group is what is left out while a receiver has its share of attempts under way.
      const jobs = deliveries.map((job) => ({ data: job, group: { id: job.webhookId } }))
      await boss.insert(queueName, jobs, { db })
    },
    wake: pool.wake,
    async stop() {
      await pool.stop()
      await close(boss)
    },
  }
}

function close(boss: PgBoss): Promise<void> {
  return boss.stop({ graceful: false, close: true }).catch(() => {})
}

async function openQueue(boss: PgBoss, schedule: DeliverySchedule): Promise<void> {
  const { retryLimit, retryDelay, retryDelayMax, expireInSeconds } = schedule
  const options = {
    retryLimit: retryLimit + spareAttempts,
    retryDelay,
    retryBackoff: true,
    retryDelayMax,
    expireInSeconds,
    // A job that waits is no trouble while its webhook is not disabled; one that is done is told of by its delivery.
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 3_600,
  }
  await boss.createQueue(queueName, options)
  // What another version of this program has set up may differ.
  await boss.updateQueue(queueName, options)
}
