import { createRoute, z } from '@hono/zod-openapi'
import type { Operation } from '../app.ts'
import { contentSecurityPolicy, referencePage, startScript } from '../docs/pages.ts'
import { scalarBundle } from '../docs/scalar.ts'
import { problemResponses } from '../responses.ts'

const route = createRoute({
  operationId: 'getDocs',
  method: 'get',
  path: '/docs',
  tags: ['Service'],
  summary: 'Read this description in a browser',
  description: 'Everything that the page loads comes from this process.',
  request: { query: z.strictObject({}) },
  responses: {
    200: { description: 'A page', content: { 'text/html': { schema: z.string() } } },
    ...problemResponses('invalid_request'),
  },
})

const script = { 'content-type': 'text/javascript; charset=utf-8' }

/** `GET /docs`, and the two scripts that the page loads. */
export const getDocs: Operation = (app) => {
  app.openapi(route, (c) =>
    c.html(referencePage, 200, { 'content-security-policy': contentSecurityPolicy }),
  )
  app.get('/docs/start.js', (c) => c.body(startScript, 200, script))
  app.get('/docs/scalar.js', async (c) => {
    const { etag, plain, gzipped } = await scalarBundle()
    const headers = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding' }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const isGzipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    if (!isGzipped) return c.body(plain, 200, { ...headers, ...script })
    return c.body(gzipped, 200, { ...headers, ...script, 'content-encoding': 'gzip' })
  })
}
