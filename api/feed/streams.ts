import { Gauge } from 'prom-client'
import type { Metrics } from '../metrics.ts'
import { ApiError } from '../problem.ts'
import { readFeedSpans } from '../queries/feedCursor.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import { networkOf } from './networkOf.ts'
import { createRecent } from './recent.ts'
import type { StreamParameters } from './stream.ts'
import { createStream } from './stream.ts'

/** The event streams of a process. While there are any, one poll reads the feed for all of them. */
export type Streams = {
  /**
   * Opens a stream of server-sent events.
   *
   * @param parameters.after - Id of the last entry that the client has; undefined: it begins now.
   * @throws {ApiError} `cursor_expired`, `too_many_streams`, `index_stale` where the feed has not begun, `database_unavailable`.
   */
  open(parameters: OpenParameters): Promise<ReadableStream<Uint8Array>>
  /** How many are open. */
  count(): number
  /** Ends all of them. */
  close(): void
}

export type OpenParameters = Omit<StreamParameters, 'position'> & {
  after: number | undefined
  /** Whom the stream counts for. */
  client: string
}

export type StreamLimits = {
  perProcess: number
  perClient: number
  /** Of all clients within a /48 of IPv6, which is what one subscriber may well have. */
  perNetwork: number
  /** Milliseconds after which a stream that had nothing to say says so. */
  heartbeat: number
  /** Milliseconds after which a client that does not read is let go. */
  stall: number
}

const defaults: StreamLimits = {
  perProcess: 1_000,
  perClient: 20,
  perNetwork: 80,
  heartbeat: 15_000,
  stall: 60_000,
}

/** Milliseconds between polls. */
const pace = 200

export function openStreams(parameters: {
  chains: ReadonlyMap<string, Chain>
  store: Store
  metrics: Metrics
  streamLimits?: Partial<StreamLimits> | undefined
}): Streams {
  const { store, metrics } = parameters
  const limits = { ...defaults, ...parameters.streamLimits }
  const recent = createRecent(parameters)
  const open = new Map<ReturnType<typeof createStream>, string>()
  let isPolling = false
  let isClosed = false
  const gauge = new Gauge({
    name: 'pennypost_event_streams',
    help: 'Event streams that are open.',
    registers: [metrics.registry],
  })

  return {
    async open({ after, client, ...rest }) {
      refuseCrowd(client)
      const position = await findPosition(rest.chain, after)
      refuseCrowd(client)
      const stream = createStream({ ...rest, position, store, recent, limits }, () => {
        open.delete(stream)
        gauge.set(open.size)
      })
      open.set(stream, client)
      gauge.set(open.size)
      if (isClosed) stream.end()
      else if (!isPolling) void poll()
      return stream.readable
    },
    count: () => open.size,
    close() {
      isClosed = true
      for (const stream of open.keys()) stream.end()
    },
  }

  function refuseCrowd(client: string): void {
    const what = 'event streams'
    if (open.size >= limits.perProcess) {
      throw new ApiError('too_many_streams', { what, most: limits.perProcess, by: 'process' })
    }
    const own = countOf((other) => other === client)
    if (own >= limits.perClient) {
      throw new ApiError('too_many_streams', { what, most: limits.perClient, by: 'client' })
    }
    const network = networkOf(client)
    if (countOf((other) => networkOf(other) === network) >= limits.perNetwork) {
      throw new ApiError('too_many_streams', { what, most: limits.perNetwork, by: 'client' })
    }
  }

  function countOf(isMeant: (client: string) => boolean): number {
    return [...open.values()].filter(isMeant).length
  }

  async function findPosition({ id, caip2 }: Chain, after: number | undefined): Promise<number> {
    const { readableFrom, newestSeq } = await readFeedSpans(store.query)
    const from = readableFrom.get(id)
    if (from === undefined) {
      throw new ApiError('index_stale', { chain: caip2, because: 'its feed has not begun yet' })
    }
    if (after === undefined) return newestSeq
    if (after >= from && after <= newestSeq) return after
    const because = after < from ? 'it keeps nothing as old' : 'it has not come as far'
    const snapshot = `/v1/snapshot?chain=${caip2}`
    throw new ApiError('cursor_expired', { chain: caip2, id: String(after), because, snapshot })
  }

  async function poll(): Promise<void> {
    isPolling = true
    while (open.size > 0 && !isClosed) {
      // A database that does not answer is told of by those who watch it; streams wait.
      const hasMore = await recent.poll().catch(() => false)
      for (const stream of open.keys()) stream.wake()
      if (!hasMore) await new Promise((resolve) => setTimeout(resolve, pace))
    }
    recent.forget()
    isPolling = false
    if (open.size > 0 && !isClosed) void poll()
  }
}
