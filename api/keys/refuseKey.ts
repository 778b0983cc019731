import type { Context } from 'hono'
import { ApiError } from '../problem.ts'

/**
 * Refuses a request for its API key.
 *
 * @param why - `missing`: the operation needs one. `unknown`: the one that came is none, or no longer.
 * @throws {ApiError} `invalid_api_key`, always.
 */
export function refuseKey(c: Context, why: 'missing' | 'unknown'): never {
  const error = why === 'unknown' ? ', error="invalid_token"' : ''
  c.header('www-authenticate', `Bearer realm="pennypost"${error}`)
  throw new ApiError('invalid_api_key', { why })
}
