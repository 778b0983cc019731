import type { Options } from 'ky'
import ky, { HTTPError, TimeoutError } from 'ky'
import { ApiUnreachableError } from '../errors/ApiUnreachableError.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import type { CallOptions } from './ApiClient.ts'
import { fetchAnswer } from './fetchAnswer.ts'
import type { LinkedSignal } from './linkSignals.ts'
import { linkSignals } from './linkSignals.ts'
import { isRepeatable, isStream, operationOf } from './operationOf.ts'
import { orAbort } from './orAbort.ts'
import { refusalOf } from './refusalOf.ts'
import { retryAfterOf } from './retryAfterOf.ts'
import type { ApiRequest } from './toRequest.ts'

/** How a client reaches its API. */
export type Connection = {
  /** Without a slash at its end. */
  url: string
  apiKey: string | undefined
  /** Milliseconds of an attempt; undefined where the caller told none. */
  timeout: number | undefined
  retries: number
  fetch: typeof globalThis.fetch | undefined
  signal: AbortSignal | undefined
}

/** An answer with a status of success. */
export type Sent = {
  /** Read as a whole already, unless it is a stream. */
  response: Response
  /** Aborts what is still being read. Of a stream only: else it is unlinked. */
  abort: LinkedSignal
}

/** Most seconds of `Retry-After` that are waited; whoever calls may wait longer. */
const longestRetryAfter = 10

/** Milliseconds between attempts, at most. */
const longestPause = 5_000

/** Milliseconds of an attempt unless told, and of one that brings bytes up: as long as the API lets them take. */
const usualTimeout = 10_000
const octetsTimeout = 7_200_000

/**
 * Sends a request, again where that is safe.
 *
 * @throws {ApiProblemError} As the API says.
 * @throws {ApiUnreachableError} No answer came.
 * @throws {ApiAnswerError} A proxy answered, or redirected.
 */
export async function send(
  connection: Connection,
  request: ApiRequest,
  options: CallOptions,
): Promise<Sent> {
  const abort = linkSignals(connection.signal, options.signal)
  const isOctets = operationOf(request.id).body === 'octets'
  const usual = isOctets ? octetsTimeout : usualTimeout
  const timeout = options.timeout ?? connection.timeout ?? usual
  const retries = options.retries ?? connection.retries
  let attempts = 0
  let isAnswered = false
  try {
    abort.signal.throwIfAborted()
    const answer = ky(request.url, {
      ...initOf(connection, request),
      ...{ signal: abort.signal, timeout, retry: retryOf(request, retries) },
      fetch: (sent) => {
        attempts++
        return fetchAnswer(connection, request, sent as Request)
      },
    })
    const response = await orAbort(answer, abort.signal)
    isAnswered = true
    return { response, abort }
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason
    throw await toError(request, error, { attempts, timeout })
  } finally {
    if (!isAnswered || !isStream(request.id)) abort.unlink()
  }
}

async function toError(
  request: ApiRequest,
  error: unknown,
  { attempts, timeout }: { attempts: number; timeout: number },
): Promise<PennypostError> {
  if (error instanceof PennypostError) return error
  if (error instanceof HTTPError) return await refusalOf(request, error.response)
  // Errors of ky have the request in them, and with it the key: they are nobody's cause.
  const why = error instanceof TimeoutError ? { timeout } : { cause: error }
  return new ApiUnreachableError({ asked: request.asked, attempts, ...why })
}

const accepted = { events: 'text/event-stream', ndjson: 'application/x-ndjson' }

function initOf({ apiKey }: Connection, { id, method, body, contentType }: ApiRequest): Options {
  const { answer } = operationOf(id)
  const accept = answer === 'events' || answer === 'ndjson' ? `${accepted[answer]}, ` : ''
  return {
    method,
    headers: {
      accept: `${accept}application/json, application/problem+json`,
      ...(contentType && { 'content-type': contentType }),
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
    },
    ...(body !== undefined && { body: body as NonNullable<Options['body']> }),
    // Another origin is to see neither the key nor the letter.
    redirect: 'manual',
    credentials: 'omit',
  }
}

function retryOf({ id, method }: ApiRequest, limit: number): NonNullable<Options['retry']> {
  return {
    limit,
    methods: isRepeatable(id) ? [method.toLowerCase() as 'get'] : [],
    statusCodes: [408, 429, 500, 502, 503, 504],
    afterStatusCodes: [429, 503],
    backoffLimit: longestPause,
    maxRetryAfter: longestRetryAfter * 1_000,
    // What took too long to go up would again.
    retryOnTimeout: operationOf(id).body !== 'octets',
    jitter: true,
    shouldRetry({ error }) {
      if (error instanceof PennypostError) return false
      if (!(error instanceof HTTPError)) return undefined
      return (retryAfterOf(error.response) ?? 0) > longestRetryAfter ? false : undefined
    },
  }
}
