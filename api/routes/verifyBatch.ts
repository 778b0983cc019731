import { createRoute } from '@hono/zod-openapi'
import { ZodError } from 'zod'
import type { ProblemBody } from '../../protocol/wire/problem.ts'
import type { CheckedItem, VerdictItem } from '../../protocol/wire/verify.ts'
import { verifyBatchRequest, verifyBatchResponse, verifyItem } from '../../protocol/wire/verify.ts'
import type { Operation } from '../app.ts'
import { asOfExample } from '../examples.ts'
import { weightOfItems } from '../limits/weightOfItem.ts'
import { toRequestErrors } from '../middleware/validation.ts'
import { ApiError, toProblem } from '../problem.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { verifyMany } from '../verify/answer.ts'
import { verdictItemExample, verifyItemExample } from '../verify/examples.ts'

const route = createRoute({
  operationId: 'verifyBatch',
  method: 'post',
  path: '/v1/verify/batch',
  tags: ['Verdicts'],
  summary: 'May these letters be carried?',
  description:
    'Up to 1,000 letters of one chain, judged as of one block by one look into the index. Results stand in the order of the items; a bad item has its problem as its result and spoils no other.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: verifyBatchRequest,
          example: { chain: 'eip155:31337', items: [verifyItemExample] },
        },
      },
    },
  },
  responses: {
    200: json('The verdicts', verifyBatchResponse, {
      results: [verdictItemExample],
      asOf: asOfExample,
    }),
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

/** `POST /v1/verify/batch` */
export const verifyBatch: Operation = (app, services) => {
  app.openAPIRegistry.register('VerifyItem', verifyItem)
  app.openapi(route, async (c) => {
    const { chain: caip2, items } = c.req.valid('json')
    // One has been taken already, also where there is none.
    const points = weightOfItems(items.map(({ request }) => request))
    await c.get('spend')(Math.max(points - 1, 0))
    const chain = chainOf(services, caip2, 'body')
    const requests = items.flatMap(({ request }) => (request ? [request] : []))
    const { verdicts, asOf } = await verifyMany(services, chain, requests)

    const occurrence = { instance: c.req.path, requestId: c.get('requestId') }
    const remaining = verdicts.values()
    const results = items.map(({ faults }, position): VerdictItem | ProblemBody =>
      faults
        ? toProblem(badItem(faults, position), occurrence)
        : (remaining.next().value as VerdictItem),
    )
    return c.json({ results, asOf }, 200)
  })
}

/** The problem of one item; its pointers lead into the whole body. */
function badItem(faults: NonNullable<CheckedItem['faults']>, position: number): ApiError {
  const issues = faults.map((fault) => ({ ...fault, path: ['items', position, ...fault.path] }))
  return new ApiError('invalid_request', { errors: toRequestErrors(new ZodError(issues), 'body') })
}
