import { createRoute, z } from '@hono/zod-openapi'
import type { ChainHealth } from '../../protocol/wire/chains.ts'
import { readinessResponse } from '../../protocol/wire/chains.ts'
import { chainInput } from '../../protocol/wire/primitives.ts'
import { toChainHealth } from '../answers/chainHealth.ts'
import type { Operation } from '../app.ts'
import { chainHealthExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'getReadiness',
  method: 'get',
  path: '/readyz',
  tags: ['Service'],
  summary: 'Ask whether the process can answer',
  description:
    'Ready while any chain can be answered, so that one chain’s trouble takes no process out of service; with `chain`, while that one can. When not, the problem `not_ready` has the same `chains`.',
  request: { query: z.strictObject({ chain: chainInput.optional() }) },
  responses: {
    200: json('It can', readinessResponse, { chains: [chainHealthExample] }),
    ...problemResponses('invalid_request', 'unknown_chain', 'not_ready'),
  },
})

/** `GET /readyz` */
export const getReadiness: Operation = (app, services) => {
  app.openapi(route, (c) => {
    const { chain } = c.req.valid('query')
    const asked = chain ? [chainOf(services, chain)] : [...services.chains.values()]
    const chains = asked.map(toChainHealth)
    if (services.isShuttingDown()) {
      throw new ApiError('not_ready', { because: 'the process is shutting down', chains })
    }
    if (!chains.some(({ isFit }) => isFit)) {
      throw new ApiError('not_ready', { because: explain(chains), chains })
    }
    return c.json({ chains }, 200)
  })
}

function explain(chains: readonly ChainHealth[]): string {
  if (chains.length === 0) return 'no chain is configured'
  return chains.map(({ chain, code }) => `${chain} has ${code}`).join(', ')
}
