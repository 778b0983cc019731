import { createMiddleware } from 'hono/factory'
import type { Sql } from 'postgres'
import type { Variables } from '../createApp.ts'
import { sessionOf } from '../store/sessions.ts'
import { problem } from './problem.ts'

/** Lets through who has a session, which is then in `c.var.session`. */
export function requireSession(sql: Sql) {
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const session = token === undefined ? undefined : await sessionOf(sql, token)
    if (!session)
      return problem(401, 'no_session', 'Open a session: POST /challenges, then POST /sessions.')
    c.set('session', session)
    return await next()
  })
}
