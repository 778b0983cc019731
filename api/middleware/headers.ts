import type { MiddlewareHandler } from 'hono'

const preflight = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, last-event-id, x-request-id',
  'access-control-max-age': '86400',
}

/**
 * What every answer says: any page may read it (no credentials: nothing here depends on who a browser is), and nobody may
 * keep it, as it is true of one block. Also answers what browsers ask before they ask.
 */
export const headers: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight)
  // Set before the answer exists: Hono's own middleware would build an empty one first, on every request.
  c.header('access-control-allow-origin', '*')
  c.header(
    'access-control-expose-headers',
    'ratelimit, ratelimit-policy, retry-after, x-request-id',
  )
  c.header('cache-control', 'no-store')
  c.header('x-content-type-options', 'nosniff')
  await next()
  return
}
