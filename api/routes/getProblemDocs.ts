import { createRoute, z } from '@hono/zod-openapi'
import type { Operation } from '../app.ts'
import { contentSecurityPolicy, problemsPage } from '../docs/pages.ts'
import { problemResponses } from '../responses.ts'

const route = createRoute({
  operationId: 'getProblemDocs',
  method: 'get',
  path: '/docs/problems',
  tags: ['Service'],
  summary: 'Read what each problem means',
  description: 'What the `type` of every problem links to.',
  request: { query: z.strictObject({}) },
  responses: {
    200: { description: 'A page', content: { 'text/html': { schema: z.string() } } },
    ...problemResponses('invalid_request'),
  },
})

/** `GET /docs/problems` */
export const getProblemDocs: Operation = (app) => {
  app.openapi(route, (c) =>
    c.html(problemsPage, 200, { 'content-security-policy': contentSecurityPolicy }),
  )
}
