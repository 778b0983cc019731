import { createRoute, z } from '@hono/zod-openapi'
import { inboxesResponse } from '../../protocol/wire/inbox.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import { toInbox } from '../answers/inbox.ts'
import type { Operation } from '../app.ts'
import { asOfExample, inboxExample } from '../examples.ts'
import { readInboxOfWallet } from '../queries/inbox.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf, secondsNow } from '../services.ts'

const route = createRoute({
  operationId: 'findInboxes',
  method: 'get',
  path: '/v1/inboxes',
  tags: ['Inboxes'],
  summary: 'Find the inbox of a wallet',
  description:
    'A wallet is linked to at most one inbox of a chain, so the list has at most one entry; none if it is linked to none.',
  request: {
    query: z.strictObject({
      chain: chainInput,
      wallet: addressInput.meta({ description: 'The wallet, in any case.' }),
    }),
  },
  responses: {
    200: json('What was found', inboxesResponse, { inboxes: [inboxExample], asOf: asOfExample }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

/** `GET /v1/inboxes?chain=&wallet=` */
export const findInboxes: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { chain: caip2, wallet } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const [rows] = await readInboxOfWallet(chain, wallet)
    const asOf = await chain.freshness.check(rows?.asOf ?? null)
    const inbox = rows && toInbox(rows, secondsNow(services, asOf))
    return c.json({ inboxes: inbox ? [inbox] : [], asOf }, 200)
  })
}
