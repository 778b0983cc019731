import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Variables } from '../createApp.ts'
import type { Services } from '../services.ts'
import { nextLetters } from '../store/letters.ts'
import { problem } from './problem.ts'

/** Letters read at a time: each may have a mebibyte. */
const atOnce = 8

const heartbeatMs = 15_000

/** Server-sent events: each letter that waits for the inbox, and then each that comes, until the session ends. */
export function streamLetters(
  context: Context<{ Variables: Variables }>,
  { sql, bell, ending }: Services,
): Response {
  const { inboxId, endsAt } = context.var.session
  let last = context.req.header('last-event-id') ?? '0'
  if (!/^\d{1,18}$/.test(last))
    return problem(400, 'invalid_request', 'Last-Event-ID must be the id of a letter.')
  return streamSSE(context, async (stream) => {
    const over = new AbortController()
    stream.onAbort(() => over.abort())
    const timeLeft = AbortSignal.timeout(Math.max(endsAt.getTime() - Date.now(), 0))
    const signal = AbortSignal.any([over.signal, ending, timeLeft])
    const turn = createTurn()
    bell.onRing(inboxId, turn.ring, signal)
    signal.addEventListener('abort', turn.ring, { once: true })
    while (!signal.aborted) {
      const letters = await nextLetters(sql, inboxId, last, atOnce)
      for (const letter of letters) {
        if (signal.aborted) break
        last = letter.letterId
        await stream.writeSSE({ event: 'letter', id: last, data: JSON.stringify(letter) })
      }
      if (letters.length > 0) continue
      if (!(await turn.rung(heartbeatMs))) await stream.write(': still here\n\n')
    }
    over.abort()
  })
}

/** Waits for a ring, also one that came before anybody waited. */
function createTurn() {
  let isRung = false
  let wake = (): void => {}
  return {
    ring() {
      isRung = true
      wake()
    },
    /** @returns Whether there was one within the time. */
    async rung(milliseconds: number): Promise<boolean> {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      const was = isRung
      isRung = false
      return was
    },
  }
}
