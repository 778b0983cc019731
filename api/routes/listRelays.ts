import { createRoute, z } from '@hono/zod-openapi'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import { relaysResponse } from '../../protocol/wire/relay.ts'
import { toRelayPrice, toRelaySummary } from '../answers/relay.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { asOfExample, relayExample, relayPriceExample } from '../examples.ts'
import { readRelays } from '../queries/relays.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'listRelays',
  method: 'get',
  path: '/v1/relays',
  tags: ['Relays'],
  summary: 'List the relays of a chain',
  description:
    'The directory, by address, page by page: anyone may stand in it, as registering is free. Those in service or not, and those that accept a token, if asked for.',
  request: {
    query: z.strictObject({
      chain: chainInput,
      active: z
        .enum(['true', 'false'])
        .transform((value) => value === 'true')
        .optional()
        .meta({ description: 'Those only that are in service, or that are not.' }),
      token: addressInput.optional().meta({
        description: 'Those only that accept this token, in any case; `0x000…0`: the native one.',
      }),
      ...pageInput,
    }),
  },
  responses: {
    200: json('A page of relays', relaysResponse, {
      relays: [{ ...relayExample, prices: [relayPriceExample] }],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

const position = z.tuple([z.string().regex(/^0x[0-9a-f]{40}$/)])

/** `GET /v1/relays?chain=` */
export const listRelays: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { chain: caip2, active, token, cursor, limit } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const cursors = listCursors(['listRelays', caip2, active, token], position)
    const [after] = cursors.open(cursor) ?? ['']
    const [row] = await readRelays(chain, after, limit + 1, active ?? null, token ?? null)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const { page, nextCursor } = cursors.cut(
      row?.relays ?? [],
      limit,

      ({ relay }) => [relay],
      row?.scannedTo ? [row.scannedTo] : undefined,
    )
    const relays = page.map(({ prices, ...relay }) => ({
      ...toRelaySummary(relay),
      prices: relay.active ? prices.map(toRelayPrice) : [],
    }))
    return c.json({ relays, ...(nextCursor && { nextCursor }), asOf }, 200)
  })
}
