import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { operationOf } from './operationOf.ts'
import type { Sent } from './send.ts'
import type { ApiRequest } from './toRequest.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  events: 'text/event-stream',
  ndjson: 'application/x-ndjson',
}

/**
 * The bytes of an answer as they come, until it ends or the call's signal aborts.
 *
 * @throws {ApiAnswerError} It is another kind of answer.
 */
export function streamOf(
  { id, asked }: ApiRequest,
  { response: { body, headers, status }, abort }: Sent,
): ReadableStream<Uint8Array> {
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim()
  if (!body || mediaType !== mediaTypes[operationOf(id).answer]) {
    abort.unlink()
    void body?.cancel().catch(() => {})
    throw new ApiAnswerError(asked, `it is ${mediaType ?? 'of no media type'}`, { status })
  }
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          abort.unlink()
          controller.close()
        } catch (error) {
          abort.unlink()
          controller.error(error)
        }
      },
      async cancel(reason) {
        abort.unlink()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
