import { confirmLetter } from './confirmLetter.ts'
import type { EligibleLetter } from './eligibleLetter.ts'
import type { Guard } from './guardResult.ts'
import type { LetterBody } from './letterInput.ts'

/** As much of Hono's context as is needed. */
type Context = {
  req: { raw: Request; arrayBuffer(): Promise<ArrayBuffer> }
  res: Response
  set(key: 'letter', value: EligibleLetter): void
}

/**
 * Puts a guard before a route of Hono. The letter is in `c.var.letter`; an answer that is not of 200 to 299, or an error, says that it was
 * not kept.
 *
 * @example
 * const app = new Hono<{ Variables: { letter: EligibleLetter } }>()
 * app.post('/letters', honoPostage(guard), async (c) => {
 *   await save(c.var.letter)
 *   return c.body(null, 202)
 * })
 */
export function honoPostage(guard: Guard) {
  return async (context: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    const { url, headers, signal } = context.req.raw
    const result = await guard({ url, headers, signal, body: await bodyOf(context) })
    if (result.response) return result.response
    context.set('letter', result.letter)
    try {
      await next()
    } catch (error) {
      await result.abandon()
      throw error
    }
    if (!context.res.ok) {
      await result.abandon()
      return undefined
    }
    const { header, refusal } = await confirmLetter(result)
    // Else Hono would put the headers of the handler's answer to it.
    if (refusal) return void replace(context, refusal.toResponse())
    const answer = new Response(context.res.body, context.res)
    answer.headers.set(...header)
    return void replace(context, answer)
  }
}

function replace(context: Context, response: Response): void {
  context.res = undefined as never
  context.res = response
}

/** What another middleware has read before, Hono still has. */
async function bodyOf({ req }: Context): Promise<LetterBody | null> {
  if (!req.raw.bodyUsed) return req.raw.body
  return new Blob([await req.arrayBuffer()]).stream()
}
