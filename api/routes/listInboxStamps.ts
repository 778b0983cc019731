import { createRoute, z } from '@hono/zod-openapi'
import { pageInput } from '../../protocol/wire/page.ts'
import { bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import { stampStatus, stampsResponse } from '../../protocol/wire/stamp.ts'
import { readStampPage } from '../answers/stampPage.ts'
import type { Operation } from '../app.ts'
import { asOfExample, stampExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'listInboxStamps',
  method: 'get',
  path: '/v1/inboxes/{inboxId}/stamps',
  tags: ['Inboxes'],
  summary: 'List the stamps sent to an inbox',
  description: 'Newest first, page by page, those of one status if it is given.',
  request: {
    params: z.strictObject({ inboxId: bytes32Input }),
    query: z.strictObject({ chain: chainInput, status: stampStatus.optional(), ...pageInput }),
  },
  responses: {
    200: json('A page of stamps', stampsResponse, {
      stamps: [{ ...stampExample, canExpire: false }],
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'inbox_not_found',
      ...chainStateProblems,
    ),
  },
})

/** `GET /v1/inboxes/{inboxId}/stamps?chain=` */
export const listInboxStamps: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { inboxId } = c.req.valid('param')
    const { chain: caip2, ...query } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const owner = { by: 'inboxId', id: inboxId } as const
    const { hasOwner, ...answer } = await readStampPage(services, chain, { owner, ...query })
    if (!hasOwner) {
      const block = answer.asOf.blockNumber
      throw new ApiError('inbox_not_found', { inboxId, chain: caip2, block })
    }
    return c.json(answer, 200)
  })
}
