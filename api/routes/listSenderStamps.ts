import { createRoute, z } from '@hono/zod-openapi'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import { stampStatus, stampsResponse } from '../../protocol/wire/stamp.ts'
import { readStampPage } from '../answers/stampPage.ts'
import type { Operation } from '../app.ts'
import { asOfExample, stampExample } from '../examples.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'listSenderStamps',
  method: 'get',
  path: '/v1/senders/{address}/stamps',
  tags: ['Stamps'],
  summary: 'List the stamps that an address has paid for',
  description:
    'Newest first, page by page. `canExpire` tells which of them anyone may have expired now, which gives the stake back; with `canExpire=true` there are no others.',
  request: {
    params: z.strictObject({
      address: addressInput.meta({ description: 'Who paid, in any case.' }),
    }),
    query: z.strictObject({
      chain: chainInput,
      status: stampStatus.optional(),
      canExpire: z
        .literal('true')
        .transform((): true => true)
        .optional()
        .meta({ description: 'Those only that can be expired now.' }),
      ...pageInput,
    }),
  },
  responses: {
    200: json('A page of stamps', stampsResponse, {
      stamps: [{ ...stampExample, canExpire: false }],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

/** `GET /v1/senders/{address}/stamps?chain=` */
export const listSenderStamps: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { chain: caip2, ...query } = c.req.valid('query')
    const owner = { by: 'sender', id: c.req.valid('param').address } as const
    const chain = chainOf(services, caip2)
    const { hasOwner: _, ...answer } = await readStampPage(services, chain, { owner, ...query })
    return c.json(answer, 200)
  })
}
