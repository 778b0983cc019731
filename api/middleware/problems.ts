import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Problem, ProblemCode } from '../../protocol/problems.ts'
import { problems } from '../../protocol/problems.ts'
import type { AppEnv } from '../app.ts'
import { ApiError, toProblem } from '../problem.ts'
import type { Services } from '../services.ts'

/** The only place where an error becomes an answer: a problem after RFC 9457, or nothing but its requestId for our own faults. */
export function answerProblem(services: Services): ErrorHandler<AppEnv> {
  return (thrown, c) => {
    const error = toApiError(thrown, c)
    const { status, retryAfterSeconds }: Problem = problems[error.code]
    const requestId = c.get('requestId')
    // Faults of our own; what ails a database or a node is told once, by the watch of its chain.
    if (status === 500) {
      services.log.error({ requestId, code: error.code, err: error.cause }, 'request failed')
    }
    services.metrics.problems.inc({ code: error.code })
    c.set('problem', error.code)

    if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
    if (isMethodNotAllowed(error)) c.header('allow', error.facts.allow.join(', '))
    const body = JSON.stringify(toProblem(error, { instance: c.req.path, requestId }))
    return c.body(body, status, { 'content-type': 'application/problem+json' })
  }
}

function isMethodNotAllowed(error: ApiError): error is ApiError<'method_not_allowed'> {
  return (error.code as ProblemCode) === 'method_not_allowed'
}

function toApiError(thrown: unknown, c: Context): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (thrown instanceof HTTPException && thrown.status === 415) {
    return new ApiError('unsupported_media_type', { received: c.req.header('content-type') })
  }
  if (thrown instanceof HTTPException && thrown.status === 400) {
    return new ApiError('invalid_json', {})
  }
  return new ApiError('internal_error', {}, { cause: thrown })
}
