import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app.ts'
import type { Spend } from '../limits/spend.ts'
import { weightOf } from '../limits/weightOf.ts'

/**
 * Takes what a request costs at least from whoever asks, and sets `spend` for the rest.
 *
 * @throws {ApiError} `rate_limited`.
 */
export function rateLimit(spend: Spend): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('spend', (points) => spend(c, points))
    const points = weightOf(c.req.method, c.req.path)
    if (points > 0) await spend(c, points)
    await next()
  }
}
