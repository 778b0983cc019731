import { createRoute, z } from '@hono/zod-openapi'
import { inboxResponse } from '../../protocol/wire/inbox.ts'
import { bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import { toInbox } from '../answers/inbox.ts'
import type { Operation } from '../app.ts'
import { asOfExample, inboxExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { readInbox } from '../queries/inbox.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf, secondsNow } from '../services.ts'

const route = createRoute({
  operationId: 'getInbox',
  method: 'get',
  path: '/v1/inboxes/{inboxId}',
  tags: ['Inboxes'],
  summary: 'Read an inbox',
  description:
    'Who an inbox is on one chain: recovery, wallets, accounts and keys, what it asks of strangers, and counts of its keys and stamps.',
  request: {
    params: z.strictObject({ inboxId: bytes32Input }),
    query: z.strictObject({ chain: chainInput }),
  },
  responses: {
    200: json('The inbox', inboxResponse, { inbox: inboxExample, asOf: asOfExample }),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'inbox_not_found',
      ...chainStateProblems,
    ),
  },
})

/** `GET /v1/inboxes/{inboxId}?chain=` */
export const getInbox: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { inboxId } = c.req.valid('param')
    const chain = chainOf(services, c.req.valid('query').chain)
    const [rows] = await readInbox(chain, inboxId)
    const asOf = await chain.freshness.check(rows?.asOf ?? null)
    const inbox = rows && toInbox(rows, secondsNow(services, asOf))
    if (!inbox) {
      const block = asOf.blockNumber
      throw new ApiError('inbox_not_found', { inboxId, chain: chain.caip2, block })
    }
    return c.json({ inbox, asOf }, 200)
  })
}
