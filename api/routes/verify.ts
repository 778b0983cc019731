import { createRoute } from '@hono/zod-openapi'
import { verdict, verifyRequest } from '../../protocol/wire/verify.ts'
import type { Operation } from '../app.ts'
import { weightOfItem } from '../limits/weightOfItem.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { verifyOne } from '../verify/answer.ts'
import { verdictExample, verifyItemExample } from '../verify/examples.ts'

const route = createRoute({
  operationId: 'verify',
  method: 'post',
  path: '/v1/verify',
  tags: ['Verdicts'],
  summary: 'May this letter be carried?',
  description:
    'The first row of the verdict table whose condition holds decides. A refusal is an answer like any other: status 200, `eligible: false`, and a `reason`.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: verifyRequest,
          example: { chain: 'eip155:31337', ...verifyItemExample },
        },
      },
    },
  },
  responses: {
    200: json('The verdict', verdict, verdictExample),
    ...problemResponses(
      'invalid_json',
      'invalid_request',
      'unknown_chain',
      'body_too_large',
      'unsupported_media_type',
      ...chainStateProblems,
    ),
  },
})

/** `POST /v1/verify` */
export const verify: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { chain: caip2, explain, ...request } = c.req.valid('json')
    const chain = chainOf(services, caip2, 'body')
    const points = weightOfItem(request) - 1
    if (points > 0) await c.get('spend')(points)
    const { verdict, rows, asOf } = await verifyOne(services, chain, request)
    return c.json({ ...verdict, asOf, ...(explain && { rows: rows() }) }, 200)
  })
}
