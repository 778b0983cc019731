import type { Metrics } from '../metrics.ts'
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
  metrics: Pick<Metrics, 'webhookDeliveries' | 'webhookAttempts'>
  /** Milliseconds. */
  now: () => number
}

/**
 * Makes one attempt at a delivery and writes down what came of it. Whoever dies between the two makes the attempt again: receivers get
 * a message at least once, and know it again by its id.
 *
 * @param job.id - UUID of the delivery.
 * @param job.isLast - Whether this is the last attempt.
 * @returns `done`: delivered, or not wanted any more.
 * @throws {ApiError} `database_unavailable`.
 */
export async function deliver(
  job: { id: string; isLast: boolean },
  { store, settings, schedule, metrics, now }: DeliverParameters,
): Promise<Attempted> {
  const timestamp = Math.floor(now() / 1_000)
  const due = await readDueDelivery(store.query, job.id, timestamp)
  if (!due) {
    const isAbandoned = await abandonDelivery(store.query, job.id)
    if (isAbandoned) metrics.webhookDeliveries.inc({ outcome: 'given_up' })
    return 'done'
  }
  const attempt = { ...due, id: toMessageId(job.id), timestamp }
  const startedAt = performance.now()
  const sent = await sendWebhook(attempt, settings)
  const seconds = (performance.now() - startedAt) / 1_000
  const isGone = sent.status === gone
  const isLast = job.isLast || isGone
  const outcome = sent.isDelivered ? 'delivered' : isLast ? 'given_up' : 'failed_attempt'
  metrics.webhookAttempts.observe({ outcome }, seconds)
  await recordAttempt(store.query, {
    ...sent,
    ...schedule,
    id: job.id,
    isGone,
    isLast,
    now: Math.floor(now() / 1_000),
  })
  // What could not be written down did not come of it: the attempt is made again.
  metrics.webhookDeliveries.inc({ outcome })
  if (sent.isDelivered || isGone) return 'done'
  return isLast ? 'given_up' : 'again'
}
