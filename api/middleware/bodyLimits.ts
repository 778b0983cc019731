import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from '../problem.ts'

const limit = limitTo(1 << 20)
const batchLimit = limitTo(4 << 20)

/** 1 MiB, 4 MiB for a batch: about four times what the largest sensible request needs. */
export const bodyLimits: MiddlewareHandler = (c, next) => {
  if (c.req.method === 'GET') return next()
  // Streamed, and held to the length that the mailing tells.
  if (c.req.method === 'PUT' && c.req.path.endsWith('/leaves')) return next()
  return (c.req.path === '/v1/verify/batch' ? batchLimit : limit)(c, next)
}

function limitTo(maxBytes: number): MiddlewareHandler {
  const refuse = () => {
    throw new ApiError('body_too_large', { maxBytes })
  }
  const countBytes = bodyLimit({ maxSize: maxBytes, onError: refuse })
  return (c, next) => {
    const length = c.req.header('content-length')
    // Node's parser holds a body to the length told; only one without is counted, which costs a copy of the request.
    if (length === undefined || c.req.header('transfer-encoding')) return countBytes(c, next)
    return Number(length) > maxBytes ? refuse() : next()
  }
}
