import { PennypostError } from './PennypostError.ts'

/** What is known of a request that nobody answered. */
export type ApiUnreachableErrorOptions = {
  /** Method and url that were asked for, the latter without its query. */
  asked: string
  /** How often. */
  attempts: number
  /** Milliseconds that each attempt was given, where one took longer. */
  timeout?: number | undefined
  cause?: unknown
}

/** Thrown when no answer came: nobody listens there, the connection broke, or it took too long. */
export class ApiUnreachableError extends PennypostError {
  /** Method and url. */
  readonly asked: string
  /** How often it was asked. */
  readonly attempts: number
  /** Milliseconds that each attempt was given; undefined where something else was wrong. */
  readonly timeout: number | undefined

  constructor({ asked, attempts, timeout, cause }: ApiUnreachableErrorOptions) {
    const why = timeout === undefined ? whyOf(cause) : `it took more than ${timeout} ms`
    super(
      `The API did not answer ${asked}: ${why}. Tried ${attempts === 1 ? 'once' : `${attempts} times`}.`,
      { docsPath: 'docs/api.md', cause },
    )
    this.name = 'ApiUnreachableError'
    this.asked = asked
    this.attempts = attempts
    this.timeout = timeout
  }
}

/** What `fetch` tells of a failure lies in the cause of its error. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const code = (cause as { code?: unknown } | undefined)?.code
  const inner = cause instanceof Error ? cause.message : undefined
  return [error.message, inner || (typeof code === 'string' ? code : undefined)]
    .filter(Boolean)
    .join(': ')
}
