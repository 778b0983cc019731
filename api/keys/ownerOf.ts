import type { Context } from 'hono'
import type { AppEnv } from '../app.ts'
import type { ApiKey } from '../queries/apiKey.ts'
import { refuseKey } from './refuseKey.ts'

/**
 * The API key of a request, for operations that need one.
 *
 * @throws {ApiError} `invalid_api_key` where there is none.
 */
export function ownerOf(c: Context<AppEnv>): ApiKey {
  return c.get('client').apiKey ?? refuseKey(c, 'missing')
}
