import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { isStream } from './operationOf.ts'
import { readText } from './readText.ts'
import type { Connection } from './send.ts'
import type { ApiRequest } from './toRequest.ts'

/** Most bytes of an answer: no list, batch or proof of the API has a tenth of it. */
const mostBytes = 32 * 1024 * 1024

/**
 * One attempt. The whole of the answer is read, so that what breaks off in its middle counts as no answer; a stream is given as it is.
 *
 * @throws {ApiAnswerError} It redirects, or is too large.
 */
export async function fetchAnswer(
  { fetch = globalThis.fetch, apiKey }: Connection,
  request: ApiRequest,
  sent: Request,
): Promise<Response> {
  const response = await fetch(sent)
  refuseRedirect(request, response)
  if (response.ok && isStream(request.id)) return response
  const { status, headers } = response
  const text = await readText(response, mostBytes)
  if (text === undefined)
    throw new ApiAnswerError(request.asked, `it has more than ${mostBytes} bytes`, { status })
  return new Response(hidden(text, apiKey) || null, { status, headers })
}

function refuseRedirect({ asked }: ApiRequest, { type, status, headers }: Response): void {
  if (type !== 'opaqueredirect' && (status < 300 || status >= 400)) return
  const location = headers.get('location')
  const because = `it redirects${location ? ` to ${location.slice(0, 200)}` : ''}`
  throw new ApiAnswerError(asked, because, { status })
}

/** Some proxies tell in their error pages what they were sent. */
function hidden(text: string, apiKey: string | undefined): string {
  return apiKey ? text.replaceAll(apiKey, 'pp_…') : text
}
