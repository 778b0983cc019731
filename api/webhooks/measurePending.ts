import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge } from 'prom-client'
import type { Metrics } from '../metrics.ts'
import type { PendingDeliveries } from '../queries/webhookPending.ts'
import { countPending } from '../queries/webhookPending.ts'
import type { Store } from '../store.ts'
import { queueName } from './deliveryQueue.ts'

/** Milliseconds that a scrape waits for the database: the other numbers are wanted most when that is slow. */
const patience = 500

/**
 * Tells at `/metrics` how many deliveries wait, read when it is asked for. While that cannot be read, the gauge has no value and
 * everything else is told. Another call takes the place of the one before.
 */
export function measurePending(parameters: {
  store: Pick<Store, 'query'>
  metrics: Pick<Metrics, 'registry'>
}): void {
  const { store, metrics } = parameters
  let reading: Promise<PendingDeliveries | undefined> | undefined
  metrics.registry.removeSingleMetric('pennypost_webhook_pending')
  const gauge = new Gauge({
    name: 'pennypost_webhook_pending',
    help: 'Deliveries of all processes that wait for an attempt: due now, or later after one that failed.',
    labelNames: ['when'] as const,
    registers: [metrics.registry],
    async collect() {
      const pending = await Promise.race([read(), sleep(patience, undefined, { ref: false })])
      // No number is better than one from before: a queue that cannot be read may have any length.
      gauge.reset()
      if (!pending) return
      gauge.set({ when: 'due' }, pending.due)
      gauge.set({ when: 'later' }, pending.later)
    },
  })

  /** One at a time, however many scrapes have lost their patience with it. */
  function read(): Promise<PendingDeliveries | undefined> {
    reading ??= countPending(store.query, queueName)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
      })
    return reading
  }
}
