import { createRoute, z } from '@hono/zod-openapi'
import type { Operation } from '../app.ts'
import { json, problemResponses } from '../responses.ts'

const alive = z.object({ status: z.literal('alive') }).meta({ id: 'Health' })

const route = createRoute({
  operationId: 'getHealth',
  method: 'get',
  path: '/healthz',
  tags: ['Service'],
  summary: 'Ask whether the process is alive',
  description: 'Says nothing of chains, node or database: restart the process only if this fails.',
  request: { query: z.strictObject({}) },
  responses: {
    200: json('It is', alive, { status: 'alive' }),
    ...problemResponses('invalid_request'),
  },
})

/** `GET /healthz` */
export const getHealth: Operation = (app) => {
  app.openapi(route, (c) => c.json({ status: 'alive' as const }, 200))
}
