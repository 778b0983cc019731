import { confirmLetter } from './confirmLetter.ts'
import type { Guard, PendingLetter } from './guardResult.ts'
import type { LetterBody, LetterInput } from './letterInput.ts'

/** As much of Express's request as is needed. */
type ExpressRequest = AsyncIterable<Uint8Array> & {
  protocol: string
  originalUrl: string
  httpVersionMajor: number
  headers: Record<string, string | string[] | undefined>
  iterator(options: { destroyOnReturn: boolean }): AsyncIterable<Uint8Array>
  readableEnded: boolean
  /** Set where a parser has read the body before. */
  body?: unknown
}

/** As much of its response as is needed. */
type ExpressResponse = {
  statusCode: number
  headersSent: boolean
  // biome-ignore lint/suspicious/noExplicitAny: what Express says of it, so that handlers that follow may say more
  locals: Record<string, any>
  setHeader(name: string, value: string): unknown
  getHeaderNames(): string[]
  removeHeader(name: string): void
  destroy(): unknown
  // biome-ignore lint/suspicious/noExplicitAny: has several forms, which are passed on as they are
  end(...of: any[]): unknown
  on(event: 'close', listener: () => void): unknown
}

/**
 * Puts a guard before a route of Express. The letter is in `response.locals.letter`; an answer that is not of 200 to 299 says that it was
 * not kept. Put no parser of bodies before it, unless one that leaves the bytes as they are, such as `express.raw({ type: '*\/*' })`.
 *
 * @example
 * app.post('/letters', expressPostage(guard), async (request, response) => {
 *   const letter: EligibleLetter = response.locals.letter
 *   await save(letter)
 *   response.status(202).end()
 * })
 */
export function expressPostage(guard: Guard) {
  return async (
    request: ExpressRequest,
    response: ExpressResponse,
    next: (error?: unknown) => void,
  ): Promise<void> => {
    try {
      const result = await guard(inputOf(request))
      if (result.response) {
        // Of a body that was refused the rest is not read, and would be taken for the next request.
        const isWhole = request.readableEnded || request.httpVersionMajor > 1
        if (!isWhole) response.setHeader('connection', 'close')
        return await send(result.response, response)
      }
      confirmAtEnd(result, response)
      response.locals.letter = result.letter
    } catch (error) {
      return next(error)
    }
    next()
  }
}

function inputOf(request: ExpressRequest): LetterInput {
  const { protocol, originalUrl } = request
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 has some that are none.
    if (name.startsWith(':')) continue
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const url = `${protocol}://${headers.get('host') ?? 'localhost'}${originalUrl}`
  return { url, headers, body: bodyOf(request) }
}

function bodyOf(request: ExpressRequest): LetterBody {
  const { body, readableEnded } = request
  if (body instanceof Uint8Array) return new Blob([body as Uint8Array<ArrayBuffer>]).stream()
  if (readableEnded && body !== undefined)
    throw new Error('Something before expressPostage has read the body: put no parser before it.')
  // To destroy the request would end the connection before it is answered.
  return request.iterator({ destroyOnReturn: false })
}

/** Holds the end of the answer back until the letter is known to be kept, so that its receipt can go with it. */
function confirmAtEnd(pending: PendingLetter, response: ExpressResponse): void {
  const end = response.end.bind(response)
  let isEnded = false

  async function settle(of: unknown[]): Promise<void> {
    const isKept = response.statusCode >= 200 && response.statusCode < 300
    if (!isKept) {
      await pending.abandon()
      return void end(...of)
    }
    const { header, refusal } = await confirmLetter(pending)
    if (!refusal) {
      if (!response.headersSent) response.setHeader(...header)
      return void end(...of)
    }
    // Nobody is to believe what was begun.
    if (response.headersSent) return void response.destroy()
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    response.end = end
    await send(refusal.toResponse(), response)
  }

  response.end = (...of: unknown[]) => {
    if (isEnded) return response
    isEnded = true
    settle(of).catch(() => void response.destroy())
    return response
  }
  response.on('close', () => {
    if (!isEnded) pending.lapse()
  })
}

async function send(from: Response, to: ExpressResponse): Promise<void> {
  to.statusCode = from.status
  from.headers.forEach((value, name) => void to.setHeader(name, value))
  to.end(new Uint8Array(await from.arrayBuffer()))
}
