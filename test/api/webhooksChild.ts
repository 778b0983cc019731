import { pino } from 'pino'
import { createMetrics } from '../../api/metrics.ts'
import type { Services } from '../../api/services.ts'
import { openStore } from '../../api/store.ts'
import type { DeliverySchedule } from '../../api/webhooks/deliverySchedule.ts'
import { webhookDefaults } from '../../api/webhooks/webhookSettings.ts'
import { startWebhookWorker } from '../../api/webhooks/webhookWorker.ts'

/** A process that delivers webhooks until it is killed: `node webhooksChild.ts <database url> <schedule as JSON>`. */
const [url = '', schedule = ''] = process.argv.slice(2)
const services: Partial<Services> = {
  store: openStore({ url }),
  now: Date.now,
  log: pino({ level: 'silent' }),
  metrics: createMetrics(),
  webhooks: { ...webhookDefaults, timeout: 60_000, allowPrivate: true },
}
startWebhookWorker(services as Services, {
  url,
  workers: 1,
  schedule: JSON.parse(schedule) as DeliverySchedule,
})
