import { abandonDelivery, readDueDelivery, recordAttempt } from '../queries/webhookDelivery.ts'
import type { Store } from '../store.ts'
import type { Attempted } from './deliveryPool.ts'
import type { DeliverySchedule } from './deliverySchedule.ts'
import { toMessageId } from './messageId.ts'
import { sendWebhook } from './sendWebhook.ts'
import type { WebhookSettings } from './webhookSettings.ts'

/** Of a receiver that wants nothing any more, after Standard Webhooks. */
const gone = 410

type DeliverParameters = {
  store: Pick<Store, 'query'>
  settings: WebhookSettings
  schedule: DeliverySchedule
  /** Milliseconds. */
  now: () => number
}

/**
 * Makes one attempt at a delivery and writes down what came of it. Whoever dies between the two makes the attempt again: receivers get
 * a message at least once, and know it again by its id.
 *
 * @param job.id - UUID of the delivery.
 * @param job.isLast - Whether this is the last attempt.
 * @returns `done`: delivered, given up, or not wanted any more.
 * @throws {ApiError} `database_unavailable`.
 */
export async function deliver(
  job: { id: string; isLast: boolean },
  { store, settings, schedule, now }: DeliverParameters,
): Promise<Attempted> {
  const timestamp = Math.floor(now() / 1_000)
  const due = await readDueDelivery(store.query, job.id, timestamp)
  if (!due) {
    await abandonDelivery(store.query, job.id)
    return 'done'
  }
  const attempt = { ...due, id: toMessageId(job.id), timestamp }
  const outcome = await sendWebhook(attempt, settings)
  const isGone = outcome.status === gone
  await recordAttempt(store.query, {
    ...outcome,
    ...schedule,
    id: job.id,
    isGone,
    isLast: job.isLast || isGone,
    now: Math.floor(now() / 1_000),
  })
  return outcome.isDelivered || isGone ? 'done' : 'again'
}
