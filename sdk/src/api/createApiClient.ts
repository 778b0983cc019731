import type { Caip2 } from '../../../protocol/caip2.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'
import type { ApiClient, CallOptions, OperationId } from './ApiClient.ts'
import { checkAnswer } from './checkAnswer.ts'
import { isStream, operationIds, operationOf } from './operationOf.ts'
import { readJson } from './readJson.ts'
import type { Connection } from './send.ts'
import { send } from './send.ts'
import { streamOf } from './streamOf.ts'
import { toRequest } from './toRequest.ts'

export type CreateApiClientParameters<chain extends Caip2 | undefined = Caip2 | undefined> = {
  /** Of the API, such as `https://api.example`; with a path, where the API is behind one. */
  url: string | URL
  /** What to ask about where a call names no chain, such as `eip155:8453`. */
  chain?: chain
  /** `pp_…`, from whoever runs the API. Lifts limits, and owns webhooks. Sent to `url` only. */
  apiKey?: string | undefined
  /**
   * Milliseconds that an attempt may take, up to the last byte of its answer; 10,000 unless told, but two hours for `putMailingLeaves`, which
   * may have gigabytes to bring.
   */
  timeout?: number | undefined
  /** Most further attempts, of what is safe to ask again; 2 unless told. */
  retries?: number | undefined
  /** Instead of the runtime's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** Ends all that the client has under way. */
  signal?: AbortSignal | undefined
}

const defaultRetries = 2

/**
 * A client of the relay API: a method for each of its operations, by operation id, with types from the API's own description.
 *
 * What only reads is asked again when no answer comes, or none in time, or one with status 408, 429, 500, 502, 503 or 504: after
 * `Retry-After`, if that is at most ten seconds, else after a pause that doubles. So are the leaves of a mailing, which are kept once however
 * often they come, unless they took too long. What writes is asked once. Redirects are not followed.
 *
 * So a caller waits for `retries + 1` times `timeout`, and for the pauses between: half a minute for an API that never answers, 50 s at the
 * most, unless told otherwise. Give a `signal` to wait no longer than that.
 *
 * @returns Amounts and block numbers are decimal strings, as in docs/api.md.
 * @throws {ApiParameterError} `url`, `apiKey`, `timeout` or `retries` cannot be used.
 *
 * @example
 * const api = createApiClient({ url: 'https://api.example', chain: 'eip155:31337' })
 * const { inbox } = await api.getInbox({ inboxId })
 */
export function createApiClient<const chain extends Caip2 | undefined = undefined>(
  parameters: CreateApiClientParameters<chain>,
): ApiClient<chain> {
  const { chain, signal } = parameters
  const connection: Connection = {
    url: baseOf(parameters.url),
    apiKey: checkedKey(parameters.apiKey),
    timeout: checkedTimeout(parameters.timeout),
    retries: checkedRetries(parameters.retries) ?? defaultRetries,
    fetch: parameters.fetch,
    signal,
  }
  const methods = operationIds.map((id) => [
    id,
    Object.assign(
      (given: object = {}, options: CallOptions = {}) =>
        call(connection, id, withChain(id, given, chain), options),
      { operationId: id },
    ),
  ])
  return { ...Object.fromEntries(methods), url: connection.url, chain, signal } as ApiClient<chain>
}

async function call(
  connection: Connection,
  id: OperationId,
  parameters: Readonly<Record<string, unknown>>,
  options: CallOptions,
): Promise<unknown> {
  const request = toRequest(connection.url, id, parameters)
  const checked = {
    signal: options.signal,
    timeout: checkedTimeout(options.timeout),
    retries: checkedRetries(options.retries),
  }
  const sent = await send(connection, request, checked)
  if (isStream(id)) return streamOf(request, sent)
  if (operationOf(id).answer === 'none') return undefined
  return checkAnswer(id, parameters, await readJson(request, sent.response))
}

function withChain(id: OperationId, given: object, chain: Caip2 | undefined) {
  const parameters = given as Readonly<Record<string, unknown>>
  const isMissing = operationOf(id).takesChain && parameters.chain === undefined
  return isMissing && chain !== undefined ? { ...parameters, chain } : parameters
}

function baseOf(given: string | URL): string {
  const url = URL.canParse(String(given)) ? new URL(given) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ApiParameterError('url', 'must be the http or https url of an API')
  }
  if (url.username || url.password) {
    throw new ApiParameterError('url', 'must have no user and password: give an `apiKey`')
  }
  if (url.search || url.hash) throw new ApiParameterError('url', 'must have no query and no hash')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** A key with a line break would be told of by the error that the runtime makes of it. */
function checkedKey(key: string | undefined): string | undefined {
  if (key === undefined || /^[\x21-\x7e]+$/.test(key)) return key
  throw new ApiParameterError('apiKey', 'must be one word, such as pp_ and 38 letters and digits')
}

function checkedTimeout(timeout: number | undefined): number | undefined {
  if (timeout === undefined || (timeout > 0 && timeout < 2 ** 31)) return timeout
  throw new ApiParameterError('timeout', 'must be above 0 and below 2,147,483,648 milliseconds')
}

function checkedRetries(retries: number | undefined): number | undefined {
  if (retries === undefined || (Number.isInteger(retries) && retries >= 0)) return retries
  throw new ApiParameterError('retries', 'must be 0 or a whole number above')
}
