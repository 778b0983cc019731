import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { streamSSE } from 'hono/streaming'
import type { Sql } from 'postgres'
import type { Variables } from '../createApp.ts'
import type { Services } from '../services.ts'
import { nextLetters } from '../store/letters.ts'
import type { StreamProblem } from '../streams.ts'
import { createTurn } from './createTurn.ts'
import { problem } from './problem.ts'

/** Bytes handed on at a time: what lies on the way to a recipient that does not read is a few of these. */
const pieceBytes = 65_536

const heartbeatMs = 15_000

/** Milliseconds that a stream gets to say why it ends to a recipient that may not be listening. */
const graceMs = 1_000

/** Milliseconds in which a recipient has to read as much as makes room for the next piece. */
const usualStallMs = 60_000

/** Whoever reads what waits, and no more, goes by it: docs/relay.md. */
const allThatWaited = ': all that waited\n\n'

/**
 * Server-sent events: each letter that waits for the inbox, and then each that comes, until the session ends, or the relay does. A
 * recipient that does not read is cut off, at the latest then.
 */
export function streamLetters(
  context: Context<{ Variables: Variables }>,
  services: Pick<Services, 'sql' | 'bell' | 'ending' | 'streams'>,
  stallMs = usualStallMs,
): Response {
  const { session } = context.var
  const { inboxId, endsAt } = session
  const after = context.req.header('last-event-id') ?? '0'
  if (!/^\d{1,18}$/.test(after))
    return problem(400, 'invalid_request', 'Last-Event-ID must be the id of a letter.')
  const over = new AbortController()
  const makesRoom = services.streams.begin(session, over.signal)
  if (!makesRoom) return tooManyStreams()
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => over.abort())
    const timeLeft = AbortSignal.timeout(Math.max(endsAt.getTime() - Date.now(), 0))
    const signal = AbortSignal.any([over.signal, makesRoom, services.ending, timeLeft])
    // A write to a recipient that does not read comes to no end by itself.
    signal.addEventListener('abort', () => endSoon(context, stream), { once: true })
    const patiently = createPatience(stallMs, () => over.abort())
    try {
      await tellLetters(stream, services, { inboxId, after, signal, patiently })
      const why = makesRoom.reason as StreamProblem | undefined
      if (why) await stream.writeSSE({ event: 'problem', data: JSON.stringify(why) })
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
    const next = await nextEvent(sql, inboxId, last)
    if (next) {
      if (signal.aborted) return
      last = next.letterId
      await writePieces(stream, next.bytes, patiently)
      continue
    }
    if (!hasTold) await patiently(stream.write(allThatWaited))
    hasTold = true
    if (!(await turn.rung(heartbeatMs))) await patiently(stream.write(': still here\n\n'))
  }
}

/** The next letter as it is told: one at a time, and nothing of it beside its bytes, as a recipient may not read. */
async function nextEvent(sql: Sql, inboxId: string, after: string) {
  const [letter] = await nextLetters(sql, inboxId, after, 1)
  if (!letter) return undefined
  const { letterId } = letter
  const event = `event: letter\ndata: ${JSON.stringify(letter)}\nid: ${letterId}\n\n`
  return { letterId, bytes: new TextEncoder().encode(event) }
}

/**
 * An event that was begun is ended, also where the stream is to end: a problem may come after it. However slow the line, it has time, as long
 * as pieces go out.
 */
async function writePieces(
  stream: SSEStreamingApi,
  bytes: Uint8Array,
  patiently: Patience,
): Promise<void> {
  for (let at = 0; at < bytes.length && !stream.aborted; at += pieceBytes)
    await patiently(stream.write(bytes.subarray(at, at + pieceBytes)))
}

function tooManyStreams(): Response {
  const detail = 'Too many streams were opened at once. Come again in a moment.'
  return problem(429, 'too_many_streams', detail, 2)
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
