import { setTimeout as sleep } from 'node:timers/promises'
import {
  disableBacklogs,
  dispatchEntries,
  hasWork,
  pruneDeliveries,
  requeueStranded,
  takeUnqueued,
  webhooksOfKeys,
} from '../queries/webhookDispatch.ts'
import type { Services } from '../services.ts'
import { deliver } from './deliver.ts'
import type { DeliveryQueue } from './deliveryQueue.ts'
import { openDeliveryQueue } from './deliveryQueue.ts'
import type { DeliverySchedule } from './deliverySchedule.ts'
import { deliverySchedule } from './deliverySchedule.ts'
import { measurePending } from './measurePending.ts'
import { webhookDefaults } from './webhookSettings.ts'

/** Milliseconds between two looks at the feed, and after trouble. */
const interval = 250
const pause = 1_000

/** Most entries of the feed in one transaction, and most jobs. */
const mostEntries = 200
const mostJobs = 500

/** Seconds after which a delivery has had all its attempts, and one that is pending has been forgotten. */
const strandedAfter = 4 * 86_400

/** Seconds between two rounds of tidying up. */
const tidyEvery = 60

/** What turns the feed into deliveries and makes them, in the background of an API process. */
export type WebhookWorker = {
  /** Ends it, once what is under way is over; after 9 s anyway. */
  stop(): Promise<void>
}

/**
 * Starts to deliver webhooks. While the primary cannot be reached it waits for it, and nothing else of the process does.
 *
 * Any number of processes may: one at a time moves the cursor over the feed, all of them deliver.
 *
 * @param parameters.url - The primary.
 * @param parameters.workers - At least 1.
 */
export function startWebhookWorker(
  services: Services,
  parameters: { url: string; workers: number; schedule?: DeliverySchedule | undefined },
): WebhookWorker {
  const { store, metrics, now } = services
  const log = services.log.child({ part: 'webhooks' })
  const { url, workers, schedule = deliverySchedule } = parameters
  const settings = services.webhooks ?? webhookDefaults
  const seconds = () => Math.floor(now() / 1_000)
  const stopping = new AbortController()
  let isTroubled = false
  let entries = mostEntries
  let tidied = 0
  measurePending({ store, metrics })
  const running = run()

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }

  async function run(): Promise<void> {
    let queue: DeliveryQueue | undefined
    while (!stopping.signal.aborted) {
      try {
        queue ??= await open()
        const isIdle = await advance(queue)
        if (isTroubled) log.info('webhooks are delivered again')
        isTroubled = false
        if (isIdle) await rest(interval)
      } catch (error) {
        report(error as Error)
        // What takes too long may be too much.
        entries = Math.max(1, Math.floor(entries / 2))
        await rest(pause)
      }
    }
    await queue?.stop()
  }

  function open(): Promise<DeliveryQueue> {
    const attempt = (job: { id: string; isLast: boolean }) =>
      deliver(job, { store, settings, schedule, metrics, now })
    const webhooksOf = (keys: readonly string[]) => webhooksOfKeys(store.query, keys)
    return openDeliveryQueue({ url, workers, schedule, attempt, webhooksOf, report })
  }

  /** @returns Whether there was nothing to do. */
  async function advance(queue: DeliveryQueue): Promise<boolean> {
    const isIdle = (await hasWork(store.query)) ? await dispatch(queue) : true
    if (Date.now() - tidied >= tidyEvery * 1_000) await tidy()
    return isIdle
  }

  /** @returns Whether that was all. */
  async function dispatch(queue: DeliveryQueue): Promise<boolean> {
    const limit = entries
    const passed = await store.transaction((query) =>
      dispatchEntries(query, { limit, now: seconds() }),
    )
    entries = Math.min(mostEntries, limit * 2)
    const queued = await store.transaction(async (query) => {
      const due = await takeUnqueued(query, mostJobs)
      const executeSql = async (text: string, values: unknown[] = []) => ({
        rows: await query(text, values as never[]),
      })
      if (due.length > 0) await queue.add(due, { executeSql })
      return due.length
    })
    if (queued > 0) queue.wake()
    return passed < limit && queued < mostJobs
  }

  async function tidy(): Promise<void> {
    tidied = Date.now()
    const most = schedule.mostPending
    const disabled = await disableBacklogs(store.query, { most, now: seconds() })
    if (disabled.length > 0) log.warn({ webhooks: disabled }, 'too much waits for webhooks')
    const stranded = await requeueStranded(store.query, seconds() - strandedAfter)
    if (stranded > 0) log.warn({ stranded }, 'deliveries without a job are queued again')
    await pruneDeliveries(store.query, seconds() - schedule.keepSeconds)
  }

  /** Once for each trouble, however long it lasts. */
  function report(err: Error): void {
    if (!isTroubled) log.warn({ err }, 'webhooks are not delivered')
    isTroubled = true
  }

  async function rest(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => {})
  }
}
