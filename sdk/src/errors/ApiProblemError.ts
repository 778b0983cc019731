import type { components } from '../../../generated/openapi.ts'
import { PennypostError } from './PennypostError.ts'

type Problem = components['schemas']['Problem']

/** Every code that this version knows; an API of a later one may have others. */
export type ApiProblemCode = Problem['code'] | (string & {})

/** What came with a problem beside its body. */
export type ApiProblemCircumstances = {
  /** Of the answer's `Retry-After`. */
  retryAfterSeconds?: number | undefined
}

/**
 * Thrown when the API answers with a problem (RFC 9457): it was reached, and does not do what was asked. Go by `code`; `detail`
 * says what to do. Not thrown for a letter that is refused: that is a verdict.
 */
export class ApiProblemError extends PennypostError {
  /** Why, from the list in docs/api.md: go by this. */
  readonly code: ApiProblemCode
  /** HTTP status. */
  readonly status: number
  /** The same for every problem of the code. */
  readonly title: string
  /** What is wrong here, and what to do. */
  readonly detail: string
  /** What is wrong with the request, field by field, where that is the problem. */
  readonly errors: NonNullable<Problem['errors']>
  /** Finds the request in the API's log. */
  readonly requestId: string | undefined
  /** Seconds after which asking again may help; undefined where the API does not say. */
  readonly retryAfterSeconds: number | undefined
  /** Of `cursor_expired`: path of the snapshot to begin anew from. */
  readonly snapshot: string | undefined

  constructor(problem: unknown, { retryAfterSeconds }: ApiProblemCircumstances = {}) {
    const { code, status, title, detail, errors, requestId, snapshot } = problem as Partial<Problem>
    super(text(detail) ?? text(title) ?? String(code), { docsPath: 'docs/api.md' })
    this.name = 'ApiProblemError'
    this.code = String(code)
    this.status = Number(status)
    this.title = text(title) ?? ''
    this.detail = this.shortMessage
    this.errors = Array.isArray(errors) ? errors : []
    this.requestId = text(requestId)
    this.retryAfterSeconds = retryAfterSeconds
    this.snapshot = text(snapshot)
  }
}

/** Whether something that was answered has the form of a problem. */
export function isProblem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { code, status } = value as Partial<Problem>
  return typeof code === 'string' && typeof status === 'number'
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
