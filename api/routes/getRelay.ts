import { createRoute, z } from '@hono/zod-openapi'
import { getAddress } from 'viem'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import { relayResponse } from '../../protocol/wire/relay.ts'
import { countStamps } from '../answers/countStamps.ts'
import { toRelayPrice, toRelaySummary } from '../answers/relay.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { asOfExample, inboxExample, relayExample, relayPriceExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { readRelay } from '../queries/relays.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'getRelay',
  method: 'get',
  path: '/v1/relays/{address}',
  tags: ['Relays'],
  summary: 'Read a relay',
  description:
    'Who it is, what it asks in each token that it accepts, page by page, and what became of the stamps that name it.',
  request: {
    params: z.strictObject({
      address: addressInput.meta({ description: 'The address that registered it, in any case.' }),
    }),
    query: z.strictObject({ chain: chainInput, ...pageInput }),
  },
  responses: {
    200: json('The relay', relayResponse, {
      relay: relayExample,
      prices: [relayPriceExample],
      counts: { stamps: inboxExample.counts.stamps },
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'relay_not_found',
      ...chainStateProblems,
    ),
  },
})

const position = z.tuple([z.string().regex(/^0x[0-9a-f]{40}$/)])

/** `GET /v1/relays/{address}?chain=` */
export const getRelay: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { address } = c.req.valid('param')
    const { chain: caip2, cursor, limit } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const cursors = listCursors(['getRelay', caip2, address], position)
    const [after] = cursors.open(cursor) ?? ['']
    const [row] = await readRelay(chain, address, after, limit + 1)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    if (!row?.relay) {
      const block = asOf.blockNumber
      throw new ApiError('relay_not_found', { relay: getAddress(address), chain: caip2, block })
    }
    const { page, nextCursor } = cursors.cut(row.prices, limit, ({ token }) => [token])
    const answer = {
      relay: toRelaySummary(row.relay),
      prices: row.relay.active ? page.map(toRelayPrice) : [],
      ...(row.relay.active && nextCursor && { nextCursor }),
      counts: { stamps: countStamps(row.stampCounts) },
    }
    return c.json({ ...answer, asOf }, 200)
  })
}
