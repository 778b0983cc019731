import type { FeedFilter } from '../queries/feedEntries.ts'
import { readFeed } from '../queries/feedEntries.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import type { Recent } from './recent.ts'
import { toText } from './recent.ts'
import type { StreamLimits } from './streams.ts'

export type StreamParameters = {
  chain: Chain
  filter: FeedFilter
  /** Up to where the client has the feed. */
  position: number
  /** Breaks the connection of a client that does not read any more. */
  abandon?: (() => void) | undefined
}

/** A stream of server-sent events to one client. */
export type Stream = {
  readable: ReadableStream<Uint8Array>
  /** Says that there may be something to tell. */
  wake(): void
  /** Ends it; the client will come again, here or elsewhere. */
  end(): void
}

/** Milliseconds after which a client whose connection ended comes again. */
const retry = 1_000

/** Entries that are looked at in one read, where they are not at hand. */
const pageSize = 200

/**
 * A stream gives what its client takes: nothing is read ahead of it, so a slow one costs no memory, and finds in the
 * database what is not at hand any more.
 */
export function createStream(
  parameters: StreamParameters & { store: Store; recent: Recent; limits: StreamLimits },
  onEnd: () => void,
): Stream {
  const { chain, filter, store, recent, limits, abandon } = parameters
  const encoder = new TextEncoder()
  let { position } = parameters
  let isEnded = false
  let isFinished = false
  let resume: (() => void) | undefined
  let toldAt = performance.now()
  let wantedAt = performance.now()
  let toldCode: string | undefined
  let greeting: string | undefined = `retry: ${retry}\nid: ${position}\n\n`

  const readable = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          wantedAt = performance.now()
          const text = isEnded ? undefined : await next().catch(() => '')
          if (text === undefined) {
            finish()
            controller.close()
            return
          }
          if (text !== '') {
            toldAt = performance.now()
            controller.enqueue(encoder.encode(text))
            return
          }
          await new Promise<void>((resolve) => {
            resume = resolve
          })
        }
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  )

  return {
    readable,
    wake() {
      if (resume) resumeNow()
      // Nobody asks for more: what was given last has not gone out.
      else if (!isEnded && performance.now() - wantedAt > limits.stall) end()
    },
    end,
  }

  function end(): void {
    isEnded = true
    if (resume) resumeNow()
    else abandonLater()
  }

  /** A client that reads gets the end in a moment; one that does not is let go. */
  function abandonLater(): void {
    setTimeout(() => {
      if (!abandon) return
      abandon()
      finish()
    }, 500).unref()
  }

  function resumeNow(): void {
    resume?.()
    resume = undefined
  }

  function finish(): void {
    isEnded = true
    resumeNow()
    if (isFinished) return
    isFinished = true
    onEnd()
  }

  /** What is to be told now; empty: nothing; undefined: the stream ends. */
  async function next(): Promise<string | undefined> {
    if (greeting) {
      const text = greeting
      greeting = undefined
      return text
    }
    const from = recent.readableFrom(chain.id)
    // The feed has begun anew, or forgotten what the client has not read: it learns so when it comes again.
    if (from !== undefined && position < from) return undefined
    const status = tellStatus()
    if (status) return status
    const entries = await tellEntries()
    if (entries) return entries
    return performance.now() - toldAt >= limits.heartbeat ? `: still here\nid: ${position}\n\n` : ''
  }

  async function tellEntries(): Promise<string> {
    for (;;) {
      const known = recent.after(position, filter)
      if (known) {
        position = known.position
        return known.text
      }
      const page = await readFeed(store.query, position, pageSize, { ...filter, chainId: chain.id })
      position = page.position
      if (page.entries.length > 0) return page.entries.map(toText).join('')
      if (!page.isFull) return ''
    }
  }

  /** Says when the chain becomes unfit, as then nothing comes, and when it is fit again. */
  function tellStatus(): string {
    const problem = chain.freshness.status().problem
    if (problem?.code === toldCode) return ''
    toldCode = problem?.code
    const status = problem
      ? { chain: chain.caip2, fit: false, code: problem.code, because: problem.because }
      : { chain: chain.caip2, fit: true }
    return `event: status\ndata: ${JSON.stringify(status)}\n\n`
  }
}
