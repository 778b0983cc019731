import { ApiProblemError, ApiUnreachableError } from '@pennypost/sdk'
import type { EligibleLetter } from '@pennypost/sdk/guard'
import { honoPostage, letterCors } from '@pennypost/sdk/guard'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { BaseError } from 'viem'
import { createGetInfo } from './routes/getInfo.ts'
import { logLetters } from './routes/logLetters.ts'
import { openSessionRoute } from './routes/openSession.ts'
import { problem } from './routes/problem.ts'
import { requireSession } from './routes/requireSession.ts'
import { streamLetters } from './routes/streamLetters.ts'
import type { Services } from './services.ts'
import { acknowledge } from './store/letters.ts'
import type { Session } from './store/sessions.ts'

export type Variables = {
  letter: EligibleLetter
  session: Session
}

/** The relay over HTTP: docs/relay.md. */
export function createApp(services: Services) {
  const { guard, sql, log } = services
  const app = new Hono<{ Variables: Variables }>()
  app.use(
    cors({
      ...letterCors,
      allowMethods: ['GET', 'POST', 'DELETE'],
      allowHeaders: [...letterCors.allowHeaders, 'authorization', 'last-event-id'],
    }),
  )
  app.use('/challenges', bodyLimit({ maxSize: 8_192 }))
  app.use('/sessions', bodyLimit({ maxSize: 8_192 }))

  app.get('/', createGetInfo(services))
  app.get('/healthz', (c) => c.json({ ok: true }))
  // What saves the letter is the guard's store, in one transaction with its receipt.
  app.post('/letters', logLetters(log), honoPostage(guard), (c) => c.body(null, 202))
  openSessionRoute(app, services)
  app.get('/letters', requireSession(sql), (c) => streamLetters(c, services))
  app.delete('/letters/:letterId{[0-9]{1,18}}', requireSession(sql), async (c) => {
    const isKnown = await acknowledge(sql, c.var.session.inboxId, c.req.param('letterId'))
    return isKnown
      ? c.body(null, 204)
      : problem(404, 'letter_not_found', 'The inbox has no such letter here.')
  })
  app.notFound(() => problem(404, 'not_found', 'There is nothing here: see docs/relay.md.'))
  app.onError((err) => {
    log.error({ err }, 'request failed')
    // viem's are those of the node.
    const away = [ApiProblemError, ApiUnreachableError, BaseError]
    const isAway = away.some((kind) => err instanceof kind)
    if (isAway)
      return problem(503, 'not_judged', 'The chain cannot be asked at the moment. Try again.', 2)
    return problem(500, 'internal_error', 'Something went wrong here.')
  })
  return app
}
