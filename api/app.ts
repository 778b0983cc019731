import { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'
import { requestId } from 'hono/request-id'
import type { ProblemCode } from '../protocol/problems.ts'
import { problemCodes, problems } from '../protocol/problems.ts'
import { createApiKeys } from './keys/apiKeys.ts'
import { createLimiter } from './limits/limiter.ts'
import { developmentLimits } from './limits/limitSettings.ts'
import { createSpend } from './limits/spend.ts'
import { bodyLimits } from './middleware/bodyLimits.ts'
import type { Client } from './middleware/client.ts'
import { client } from './middleware/client.ts'
import { headers } from './middleware/headers.ts'
import { notFound } from './middleware/notFound.ts'
import { observe } from './middleware/observe.ts'
import { answerProblem } from './middleware/problems.ts'
import { rateLimit } from './middleware/rateLimit.ts'
import { refuseInvalid } from './middleware/validation.ts'
import { operations } from './operations.ts'
import { problemExample } from './problemExamples.ts'
import type { Services } from './services.ts'

export type AppEnv = {
  Variables: RequestIdVariables & {
    problem?: ProblemCode
    client: Client
    /** Takes further points from the client, once it is known what a request costs. @throws {ApiError} `rate_limited`. */
    spend: (points: number) => Promise<void>
  }
}
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
  const limits = services.limits ?? developmentLimits
  const spend = createSpend(createLimiter(), limits)
  const keys = createApiKeys(services)
  app.use(requestId({ limitLength: 64 }))
  app.use(observe(services))
  app.use(headers)
  app.use(client({ isTrustedProxy: limits.isTrustedProxy, keys, spend }))
  app.use(rateLimit(spend))
  app.use(bodyLimits)
  for (const code of problemCodes) {
    const example = { summary: problems[code].title, value: problemExample(code) }
    app.openAPIRegistry.registerComponent('examples', code, example)
  }
  for (const operation of operations) operation(app, services)
  app.notFound(notFound(app))
  app.onError(answerProblem(services))
  return app
}
