import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { streamSSE } from 'hono/streaming'
import type { Variables } from '../createApp.ts'
import type { Services } from '../services.ts'
import { nextLetters } from '../store/letters.ts'
import { createTurn } from './createTurn.ts'
import { problem } from './problem.ts'

/** Letters read at a time: each may have a mebibyte. */
const atOnce = 8

const heartbeatMs = 15_000

/** Milliseconds that a stream gets to say why it ends to a recipient that may not be listening. */
const graceMs = 1_000

/** Milliseconds in which a recipient has to read as much as makes room for the next letter. */
const usualStallMs = 60_000

/** Whoever reads what waits, and no more, goes by it: docs/relay.md. */
const allThatWaited = ': all that waited\n\n'

const replacedProblem = {
  code: 'stream_replaced',
  detail: 'The letters of this session go to a newer stream: each session has one.',
}

/**
 * Server-sent events: each letter that waits for the inbox, and then each that comes, until the session ends, or the relay does. A
 * recipient that does not read is cut off, at the latest then.
 */
export function streamLetters(
  context: Context<{ Variables: Variables }>,
  services: Pick<Services, 'sql' | 'bell' | 'ending' | 'streams'>,
  stallMs = usualStallMs,
): Response {
  const { sessionId, inboxId, endsAt } = context.var.session
  const after = context.req.header('last-event-id') ?? '0'
  if (!/^\d{1,18}$/.test(after))
    return problem(400, 'invalid_request', 'Last-Event-ID must be the id of a letter.')
  return streamSSE(context, async (stream) => {
    const over = new AbortController()
    stream.onAbort(() => over.abort())
    const replaced = services.streams.begin(sessionId, over.signal)
    const timeLeft = AbortSignal.timeout(Math.max(endsAt.getTime() - Date.now(), 0))
    const signal = AbortSignal.any([over.signal, replaced, services.ending, timeLeft])
    // A write to a recipient that does not read comes to no end by itself.
    signal.addEventListener('abort', () => endSoon(context, stream), { once: true })
    const patiently = createPatience(stallMs, () => over.abort())
    try {
      await tellLetters(stream, services, { inboxId, after, signal, patiently })
      if (replaced.aborted)
        await stream.writeSSE({ event: 'problem', data: JSON.stringify(replacedProblem) })
    } finally {
      over.abort()
    }
  })
}

async function tellLetters(
  stream: SSEStreamingApi,
  { sql, bell }: Pick<Services, 'sql' | 'bell'>,
  {
    inboxId,
    after,
    signal,
    patiently,
  }: { inboxId: string; after: string; signal: AbortSignal; patiently: Patience },
): Promise<void> {
  const turn = createTurn()
  bell.onRing(inboxId, turn.ring, signal)
  signal.addEventListener('abort', turn.ring, { once: true })
  let hasTold = false
  for (let last = after; !signal.aborted; ) {
    const letters = await nextLetters(sql, inboxId, last, atOnce)
    for (const letter of letters) {
      if (signal.aborted) return
      last = letter.letterId
      await patiently(stream.writeSSE({ event: 'letter', id: last, data: JSON.stringify(letter) }))
    }
    if (letters.length > 0) continue
    if (!hasTold) await patiently(stream.write(allThatWaited))
    hasTold = true
    if (!(await turn.rung(heartbeatMs))) await patiently(stream.write(': still here\n\n'))
  }
}

/** Waits until something is written. */
type Patience = (write: Promise<unknown>) => Promise<void>

function createPatience(stallMs: number, giveUp: () => void): Patience {
  return async (write) => {
    const timer = setTimeout(giveUp, stallMs)
    await write.finally(() => clearTimeout(timer))
  }
}

/** Lets go of a stream whose recipient does not read: what waits to be written to it stays in memory until then. */
function endSoon(context: Context, stream: SSEStreamingApi): void {
  // Without a server of Node, as where an app is asked directly, there is no connection to cut.
  const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>
  setTimeout(() => {
    stream.abort()
    if (outgoing && !outgoing.writableFinished) outgoing.destroy()
  }, graceMs).unref()
}
