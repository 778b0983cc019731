import { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'
import { requestId } from 'hono/request-id'
import type { ProblemCode } from '../protocol/problems.ts'
import { bodyLimits } from './middleware/bodyLimits.ts'
import { headers } from './middleware/headers.ts'
import { notFound } from './middleware/notFound.ts'
import { observe } from './middleware/observe.ts'
import { answerProblem } from './middleware/problems.ts'
import { refuseInvalid } from './middleware/validation.ts'
import { operations } from './operations.ts'
import type { Services } from './services.ts'

export type AppEnv = { Variables: RequestIdVariables & { problem?: ProblemCode } }
export type App = OpenAPIHono<AppEnv>

/** An operation adds its route to the app. One file each in `routes/`, named by the operation's id. */
export type Operation = (app: App, services: Services) => void

/**
 * Builds the whole API over its services; it opens nothing itself.
 *
 * @example
 * const response = await createApp(services).request('/v1/chains')
 */
export function createApp(services: Services): App {
  const app: App = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
  app.use(requestId({ limitLength: 64 }))
  app.use(observe(services))
  app.use(headers)
  app.use(bodyLimits)
  for (const operation of operations) operation(app, services)
  app.notFound(notFound(app))
  app.onError(answerProblem(services))
  return app
}
