import { createRoute, z } from '@hono/zod-openapi'
import { chain } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { json, problemResponses } from '../responses.ts'

const welcome = z
  .object({
    name: z.literal('Pennypost'),
    docs: z.string(),
    openapi: z.string(),
    chains: z.array(chain),
  })
  .meta({ id: 'Welcome' })

const route = createRoute({
  operationId: 'getRoot',
  method: 'get',
  path: '/',
  tags: ['Service'],
  summary: 'Find the documentation',
  description: 'Says what this is, where to read on, and which chains are served.',
  request: { query: z.strictObject({}) },
  responses: {
    200: json('Where to read on', welcome, {
      name: 'Pennypost',
      docs: '/docs',
      openapi: '/openapi.json',
      chains: ['eip155:31337'],
    }),
    ...problemResponses('invalid_request'),
  },
})

/** `GET /` */
export const getRoot: Operation = (app, services) => {
  const body = {
    name: 'Pennypost' as const,
    docs: '/docs',
    openapi: '/openapi.json',
    chains: [...services.chains.keys()],
  }
  app.openapi(route, (c) => c.json(body, 200))
}
