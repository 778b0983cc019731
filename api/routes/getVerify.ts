import { createRoute } from '@hono/zod-openapi'
import { verdict } from '../../protocol/wire/verify.ts'
import { verifyQuery } from '../../protocol/wire/verifyQuery.ts'
import type { Operation } from '../app.ts'
import { weightOfItem } from '../limits/weightOfItem.ts'
import { ApiError } from '../problem.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { verifyOne } from '../verify/answer.ts'
import { verdictExample } from '../verify/examples.ts'

const route = createRoute({
  operationId: 'getVerify',
  method: 'get',
  path: '/v1/verify',
  tags: ['Verdicts'],
  summary: 'May this letter be carried? For a person with curl',
  description:
    'As `POST /v1/verify`, with the fields in the query. Only where `API_ENV` is `development`: sender and letter would stand in the logs of every proxy on the way.',
  request: { query: verifyQuery },
  responses: {
    200: json('The verdict', verdict, verdictExample),
    ...problemResponses('invalid_request', 'unknown_chain', 'not_found', ...chainStateProblems),
  },
})

/** `GET /v1/verify` */
export const getVerify: Operation = (app, services) => {
  if (!services.isDevelopment) {
    // Not a route, or other methods would be told to use GET.
    app.use(route.path, async (c, next) => {
      const { method, path } = c.req
      if (method === 'GET' || method === 'HEAD') throw new ApiError('not_found', { path })
      await next()
    })
    return
  }
  app.openapi(route, async (c) => {
    const { chain: caip2, explain, unknownInbox, ...given } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const request = { ...given, policy: { unknownInbox } }
    await c.get('spend')(weightOfItem(request) - 1)
    const { verdict, rows, asOf } = await verifyOne(services, chain, request)
    c.header('cache-control', 'no-store')
    return c.json({ ...verdict, asOf, ...(explain && { rows: rows() }) }, 200)
  })
}
