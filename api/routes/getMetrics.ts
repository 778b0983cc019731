import { createRoute, z } from '@hono/zod-openapi'
import type { Operation } from '../app.ts'
import { problemResponses } from '../responses.ts'
import type { Services } from '../services.ts'

const route = createRoute({
  operationId: 'getMetrics',
  method: 'get',
  path: '/metrics',
  tags: ['Service'],
  summary: 'Read the metrics of the process',
  description: 'For Prometheus. Routes are named by pattern: no id, address or letter is in it.',
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'In the text format of Prometheus',
      content: {
        'text/plain': {
          schema: z.string(),
          example: 'pennypost_index_lag_blocks{chain="eip155:31337"} 0\n',
        },
      },
    },
    ...problemResponses('invalid_request'),
  },
})

/** `GET /metrics` */
export const getMetrics: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    measureChains(services)
    const { registry } = services.metrics
    return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
}

/** The gauges are set when they are read, from what the watch of each chain knows. */
function measureChains({ chains, metrics, now }: Services): void {
  const { chainFit, indexedBlock, headBlock, indexLag, nodeSilence } = metrics
  // Of a chain that is no longer served, nothing is told.
  for (const gauge of [chainFit, indexedBlock, headBlock, indexLag, nodeSilence]) gauge.reset()
  for (const { caip2: chain, freshness } of chains.values()) {
    const { problem, indexed, head, nodeReachedAt } = freshness.status()
    metrics.chainFit.set({ chain, code: problem?.code ?? 'none' }, problem ? 0 : 1)
    if (indexed) metrics.indexedBlock.set({ chain }, indexed.number)
    if (head !== undefined) metrics.headBlock.set({ chain }, head)
    if (indexed && head !== undefined) {
      metrics.indexLag.set({ chain }, Math.max(head - indexed.number, 0))
    }
    if (nodeReachedAt !== undefined) {
      metrics.nodeSilence.set({ chain }, (now() - nodeReachedAt) / 1000)
    }
  }
}
