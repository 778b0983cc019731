import { createRoute, z } from '@hono/zod-openapi'
import type { Operation } from '../app.ts'
import { openApiOf } from '../openApi.ts'
import { problemResponses } from '../responses.ts'

const route = createRoute({
  operationId: 'getOpenApi',
  method: 'get',
  path: '/openapi.json',
  tags: ['Service'],
  summary: 'Read this description',
  description: 'OpenAPI 3.1, made from the very schemas that requests are checked against.',
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'The description',
      content: {
        'application/json': { schema: z.looseObject({ openapi: z.literal('3.1.0') }) },
      },
    },
    ...problemResponses('invalid_request'),
  },
})

/** `GET /openapi.json` */
export const getOpenApi: Operation = (app) => {
  let body: string | undefined
  app.openapi(route, (c) => {
    body ??= JSON.stringify(openApiOf(app))
    // Safety: it is the JSON that the schema promises, made text once.
    return c.body(body, 200, { 'content-type': 'application/json' }) as never
  })
}
