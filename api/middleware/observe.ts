import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { AppEnv } from '../app.ts'
import type { Services } from '../services.ts'

/**
 * Counts and logs every request by the pattern of its route. Never its path or query, where senders and letters may stand,
 * nor anything of its body.
 */
export function observe(services: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const milliseconds = performance.now() - start
    const { method } = c.req
    const { status } = c.res
    const route = routePath(c, -1)
    services.metrics.requests.observe({ method, route, status }, milliseconds / 1000)
    services.log.info(
      {
        requestId: c.get('requestId'),
        method,
        route,
        status,
        problem: c.get('problem'),
        milliseconds,
      },
      'request',
    )
  }
}
