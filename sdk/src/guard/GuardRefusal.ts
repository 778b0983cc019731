import { PennypostError } from '../errors/PennypostError.ts'

/** A letter that is not taken in, for another reason than its postage: what the guard answers with. */
export class GuardRefusal extends PennypostError {
  /** HTTP status of the answer. */
  readonly status: number
  /** From the list in docs/x402.md. */
  readonly code: string
  /** Seconds after which the sender should come again. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    detail: string,
    { retryAfterSeconds, cause }: { retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(detail, { cause })
    this.name = 'GuardRefusal'
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** As `application/problem+json` (RFC 9457). */
  toResponse(): Response {
    const headers = new Headers({ 'content-type': 'application/problem+json' })
    if (this.retryAfterSeconds !== undefined)
      headers.set('retry-after', String(this.retryAfterSeconds))
    const { status, code, shortMessage: detail } = this
    const title = titles[status] ?? 'Refused'
    const body = { type: 'about:blank', title, status, code, detail }
    return new Response(JSON.stringify(body), { status, headers })
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
}
