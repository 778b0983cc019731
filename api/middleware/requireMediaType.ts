import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app.ts'
import { ApiError } from '../problem.ts'

/**
 * Refuses a body of another media type, whatever its parameters, before anything else of the request is looked at. For the
 * `middleware` of a route whose body is neither JSON nor a form: of those the router sees to it by itself.
 *
 * @param expected - In lower case, without parameters.
 * @throws {ApiError} `unsupported_media_type`.
 */
export function requireMediaType(expected: string): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const received = c.req.header('content-type')
    if (received?.split(';')[0]?.trim().toLowerCase() === expected) return next()
    throw new ApiError('unsupported_media_type', { received, expected })
  }
}
