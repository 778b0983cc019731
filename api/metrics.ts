import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What Prometheus reads at `/metrics`. One registry per app, so that two apps in one process never share a count. */
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'pennypost_http_request_duration_seconds',
      help: 'Time from a request to its answer, by route pattern.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    verdicts: new Counter({
      name: 'pennypost_verdicts_total',
      help: 'Verdicts given, by chain and reason; those of a batch one by one.',
      labelNames: ['chain', 'reason'] as const,
      registers,
    }),
    problems: new Counter({
      name: 'pennypost_problems_total',
      help: 'Problems answered, by code.',
      labelNames: ['code'] as const,
      registers,
    }),
    chainsFit: new Gauge({
      name: 'pennypost_chain_settings_fit',
      help: 'Whether CHAINS_FILE and the deployments can be read: 1, or 0 while the chains stay what they were.',
      registers,
    }),
    chainFit: new Gauge({
      name: 'pennypost_chain_fit',
      help: 'Whether the chain can be answered: 1, or 0 with the code of the problem.',
      labelNames: ['chain', 'code'] as const,
      registers,
    }),
    indexedBlock: new Gauge({
      name: 'pennypost_indexed_block',
      help: 'Number of the newest indexed block.',
      labelNames: ['chain'] as const,
      registers,
    }),
    headBlock: new Gauge({
      name: 'pennypost_head_block',
      help: "Number of the node's newest block.",
      labelNames: ['chain'] as const,
      registers,
    }),
    indexLag: new Gauge({
      name: 'pennypost_index_lag_blocks',
      help: "Blocks from the newest indexed one to the node's newest.",
      labelNames: ['chain'] as const,
      registers,
    }),
    nodeSilence: new Gauge({
      name: 'pennypost_node_last_reached_seconds',
      help: 'Seconds since the node last answered.',
      labelNames: ['chain'] as const,
      registers,
    }),
    ...createWebhookMetrics(registers),
  }
}

/** No label names a webhook: its URL is its owner's secret, and there may be any number of them. */
function createWebhookMetrics(registers: Registry[]) {
  const webhookDeliveries = new Counter({
    name: 'pennypost_webhook_deliveries_total',
    help: 'What came of deliveries: delivered, failed_attempt (another follows) or given_up.',
    labelNames: ['outcome'] as const,
    registers,
  })
  const webhookAttempts = new Histogram({
    name: 'pennypost_webhook_attempt_duration_seconds',
    help: "Time from the beginning of an attempt at a delivery to the receiver's status or to a failure, by outcome.",
    labelNames: ['outcome'] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  })
  // Rules compare with none at all: a rate needs a series that begins with 0.
  for (const outcome of ['delivered', 'failed_attempt', 'given_up']) {
    webhookDeliveries.inc({ outcome }, 0)
    webhookAttempts.zero({ outcome })
  }
  return { webhookDeliveries, webhookAttempts }
}
