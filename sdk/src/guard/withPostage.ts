import { confirmLetter } from './confirmLetter.ts'
import type { EligibleLetter } from './eligibleLetter.ts'
import type { Guard } from './guardResult.ts'

/** What a relay does with a letter that may be carried; an answer other than 200 to 299, or an error, says that it was not kept. */
export type TakeLetter = (letter: EligibleLetter, request: Request) => Promise<Response> | Response

/**
 * Puts a guard before a handler of `Request` and `Response`, as servers of Deno, Bun, Cloudflare and Node's frameworks have them.
 *
 * @example
 * const guard = requirePostage({ chainId, relay, signer, source })
 * const handler = withPostage(guard, async ({ inboxId, bytes }) => {
 *   await save(inboxId, bytes)
 *   return new Response(null, { status: 202 })
 * })
 */
export function withPostage(
  guard: Guard,
  take: TakeLetter,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { url, headers, signal, body } = request
    const result = await guard({ url, headers, signal, body })
    if (result.response) return result.response
    let response: Response
    try {
      response = await take(result.letter, request)
    } catch (error) {
      await result.abandon()
      throw error
    }
    if (!response.ok) {
      await result.abandon()
      return response
    }
    const { header, refusal } = await confirmLetter(result)
    if (refusal) return refusal.toResponse()
    const answer = new Response(response.body, response)
    answer.headers.set(...header)
    return answer
  }
}
