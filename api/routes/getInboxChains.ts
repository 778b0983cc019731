import { createRoute, z } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import { inboxChainsResponse } from '../../protocol/wire/inbox.ts'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import { toInboxSummary } from '../answers/inboxSummary.ts'
import type { Operation } from '../app.ts'
import { asOfExample, inboxExample, inboxSummaryExample } from '../examples.ts'
import { ApiError, toProblem } from '../problem.ts'
import { readInboxSummary } from '../queries/inboxSummary.ts'
import { json, problemResponses } from '../responses.ts'
import type { Chain, Services } from '../services.ts'

const route = createRoute({
  operationId: 'getInboxChains',
  method: 'get',
  path: '/v1/inboxes/{inboxId}/chains',
  tags: ['Inboxes'],
  summary: 'On which chains is this inbox registered?',
  description:
    'Asks every chain served here, each for itself: a chain that cannot be asked has its problem as its entry, and no other is the worse for it. Inboxes of one id on several chains have one creator, as the id is derived from it; who holds them now each chain says for itself.',
  request: { params: z.strictObject({ inboxId: bytes32Input }), query: z.strictObject({}) },
  responses: {
    200: json('The inbox on each chain', inboxChainsResponse, {
      inboxId: inboxExample.inboxId,
      chains: [{ chain: 'eip155:31337', inbox: inboxSummaryExample, asOf: asOfExample }],
    }),
    ...problemResponses('invalid_request'),
  },
})

type Entry = z.infer<typeof inboxChainsResponse>['chains'][number]

/** `GET /v1/inboxes/{inboxId}/chains` */
export const getInboxChains: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { inboxId } = c.req.valid('param')
    const occurrence = { instance: c.req.path, requestId: c.get('requestId') }
    const chains = await Promise.all(
      [...services.chains.values()].map((chain) => look(services, chain, inboxId, occurrence)),
    )
    return c.json({ inboxId, chains }, 200)
  })
}

async function look(
  services: Services,
  chain: Chain,
  inboxId: Hex,
  occurrence: Parameters<typeof toProblem>[1],
): Promise<Entry> {
  try {
    const [row] = await readInboxSummary(chain, inboxId)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    return { chain: chain.caip2, inbox: row?.inbox ? toInboxSummary(row.inbox) : null, asOf }
  } catch (error) {
    if (!(error instanceof ApiError))
      services.log.error({ err: error, chain: chain.caip2 }, 'fault')
    const known = error instanceof ApiError ? error : new ApiError('internal_error', {})
    return { chain: chain.caip2, problem: toProblem(known, occurrence) }
  }
}
