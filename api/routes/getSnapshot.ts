import { createRoute, z } from '@hono/zod-openapi'
import { chainInput } from '../../protocol/wire/primitives.ts'
import { snapshotLine } from '../../protocol/wire/snapshot.ts'
import type { Operation } from '../app.ts'
import { snapshotExample } from '../feed/examples.ts'
import { chainStateProblems, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { connectionOf } from './getEvents.ts'

const route = createRoute({
  operationId: 'getSnapshot',
  method: 'get',
  path: '/v1/snapshot',
  tags: ['Feed'],
  summary: 'Read all that a local replica needs',
  description: [
    'A JSON object a line: the first has a position in the feed and the key of each table, the last, of the type `end`, another one; between them is a row of the index on each line. Without that last line it is not whole: throw it away and ask again.',
    'The rows are read while they change, so they are of different blocks. With the entries of the feed after the first position applied in order, each replacing the rows in its `state`, they are the index as it is at one block, from the second position on. Reorgs are in the feed, too.',
    'Left out are stamps and mailings that expired a day ago or earlier, and what serves display only.',
  ].join('\n\n'),
  request: { query: z.strictObject({ chain: chainInput }) },
  responses: {
    200: {
      description: 'Lines; the schema is that of one',
      content: { 'application/x-ndjson': { schema: snapshotLine, example: snapshotExample } },
    },
    ...problemResponses(
      ...(['invalid_request', 'unknown_chain', 'too_many_streams'] as const),
      ...chainStateProblems,
    ),
  },
})

const streamHeaders = { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' }

/** `GET /v1/snapshot` */
export const getSnapshot: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const chain = chainOf(services, c.req.valid('query').chain)
    // Nobody would ever read the stream.
    if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders) as never
    const reader = { client: c.get('client').address, abandon: connectionOf(c) }
    const stream = await services.feed.snapshots.open(chain, reader)
    return c.body(stream, 200, streamHeaders) as never
  })
}
