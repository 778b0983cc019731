import type { ServerResponse } from 'node:http'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { feedEntry, typeFilterInput } from '../../protocol/wire/event.ts'
import { addressInput, bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import type { AppEnv, Operation } from '../app.ts'
import { feedEntryExample } from '../feed/examples.ts'
import { ApiError } from '../problem.ts'
import { problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const id = z.string().meta({
  description: 'Id of the last entry that the client has, to go on after it.',
  examples: ['1795377600017'],
})

const route = createRoute({
  operationId: 'getEvents',
  method: 'get',
  path: '/v1/events',
  tags: ['Feed'],
  summary: 'Stream every change, as it happens',
  description: [
    'Server-sent events: each has an `id` and a `FeedEntry` as `data`, in order, without gaps, none twice. What a reorg undoes is told by an entry of the type `retracted`, also if nobody was listening; what then happens anew, by an entry of its own.',
    'Without an id the stream begins now. A client that comes again says with `Last-Event-ID`, as browsers do, or `lastEventId` what it has; too old an id, or one of another feed, is `cursor_expired`, and names the snapshot to begin anew from. The stream ends whenever the server restarts or the client cannot follow: come again.',
    'Nothing is told while the chain is unfit; an event named `status` says so, with `fit: false` and the code of the problem, and another one that it is fit again. Every 15 s without news a comment keeps the connection open.',
  ].join('\n\n'),
  request: {
    query: z.strictObject({
      chain: chainInput,
      type: typeFilterInput.optional().meta({
        description:
          'Types with commas between, or given more than once; `stamp.*` stands for all that begin so. Retractions come with the types that they retract; `retracted` is all of them.',
        examples: ['stamp.posted,mailing.*'],
      }),
      inboxId: bytes32Input.optional(),
      relay: addressInput.optional(),
      lastEventId: id.optional(),
    }),
    headers: z.object({ 'last-event-id': id.optional() }),
  },
  responses: {
    200: {
      description: 'The stream; the schema is that of the `data` of an event',
      content: { 'text/event-stream': { schema: feedEntry, example: feedEntryExample } },
    },
    ...problemResponses(
      ...(['invalid_request', 'unknown_chain', 'cursor_expired', 'too_many_streams'] as const),
      ...(['index_stale', 'database_unavailable'] as const),
    ),
  },
})

const streamHeaders = {
  'content-type': 'text/event-stream',
  // Proxies would collect events before they pass them on.
  'x-accel-buffering': 'no',
}

/** `GET /v1/events` */
export const getEvents: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { chain: caip2, type, inboxId, relay, lastEventId } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    // Of a browser that comes again by itself, the url is older than the header.
    const last = c.req.valid('header')['last-event-id'] || lastEventId
    const after = last === undefined ? undefined : toPosition(last, caip2)
    // Nobody would ever read the stream.
    if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders) as never
    const stream = await services.feed.streams.open({
      chain,
      filter: { chainId: chain.id, types: type, inboxId, relay },
      after,
      client: c.get('client').address,
      abandon: connectionOf(c),
    })
    return c.body(stream, 200, streamHeaders) as never
  })
}

/** Breaks the connection of a request; undefined where there is none. */
export function connectionOf(c: Context<AppEnv>): (() => void) | undefined {
  const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse }
  return outgoing && (() => outgoing.destroy())
}

function toPosition(given: string, chain: `eip155:${number}`): number {
  if (/^[0-9]{1,15}$/.test(given)) return Number(given)
  throw new ApiError('cursor_expired', {
    chain,
    id: JSON.stringify(given.slice(0, 32)),
    because: 'it is no id of this feed',
    snapshot: `/v1/snapshot?chain=${chain}`,
  })
}
