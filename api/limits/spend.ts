import type { Context } from 'hono'
import type { AppEnv } from '../app.ts'
import { ApiError } from '../problem.ts'
import type { Limiter } from './limiter.ts'
import { windowSeconds } from './limiter.ts'
import type { LimitSettings } from './limitSettings.ts'

/**
 * Takes points from the client of a request, and says in the headers of its answer what is left.
 *
 * @throws {ApiError} `rate_limited`, when there are not as many.
 */
export type Spend = (c: Context<AppEnv>, points: number) => Promise<void>

/** Counts by API key where a request has one, else by address. Headers after draft-ietf-httpapi-ratelimit-headers-10. */
export function createSpend(limiter: Limiter, settings: LimitSettings): Spend {
  return async (c, points) => {
    const { address, apiKey } = c.get('client')
    const quota = apiKey
      ? (apiKey.pointsPerMinute ?? settings.keyPointsPerMinute)
      : settings.pointsPerMinute
    const { isOver, remaining, resetSeconds } = await limiter.take(
      apiKey?.id ?? address,
      points,
      quota,
    )
    c.header('ratelimit-policy', `"default";q=${quota};w=${windowSeconds}`)
    c.header('ratelimit', `"default";r=${remaining};t=${resetSeconds}`)
    if (!isOver) return
    c.header('retry-after', String(resetSeconds))
    throw new ApiError('rate_limited', {
      quota,
      points,
      resetSeconds,
      hasKey: apiKey !== undefined,
    })
  }
}
