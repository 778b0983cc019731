import { Gauge } from 'prom-client'
import type { SnapshotAborted } from '../../protocol/wire/snapshot.ts'
import type { Metrics } from '../metrics.ts'
import { ApiError, detailOf } from '../problem.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import type { Snapshot } from './snapshot.ts'
import { takeSnapshot } from './snapshot.ts'

/** The snapshots that a process is giving away. */
export type Snapshots = {
  /**
   * Opens a stream of lines. One that cannot be ended says so in its last line.
   *
   * @param reader.client - Whom it counts for.
   * @param reader.abandon - Breaks the connection of a client that does not read any more.
   * @throws {ApiError} `too_many_streams`, and as `takeSnapshot`.
   */
  open(chain: Chain, reader: Reader): Promise<ReadableStream<Uint8Array>>
  /** Aborts all of them. */
  close(): void
}

type Reader = { client: string; abandon?: (() => void) | undefined }

export type SnapshotLimits = {
  perProcess: number
  perClient: number
  /** Milliseconds that a snapshot is left alone, and over which its pace is measured after that. */
  grace: number
  /** Bytes a second: a client that takes less gives way when another waits. */
  pace: number
  /** Milliseconds after which a client that does not read is let go. */
  stall: number
}

const defaults: SnapshotLimits = {
  perProcess: 2,
  perClient: 1,
  grace: 30_000,
  pace: 64 * 1024,
  stall: 60_000,
}

/** A snapshot that is being given away. */
type Holder = {
  client: string
  since: number
  /** What was taken lately, oldest first. */
  taken: { at: number; bytes: number }[]
  end: () => void
}

const what = 'snapshots'

export function openSnapshots(parameters: {
  store: Store
  metrics: Metrics
  snapshotLimits?: Partial<SnapshotLimits> | undefined
}): Snapshots {
  const { store, metrics } = parameters
  const limits = { ...defaults, ...parameters.snapshotLimits }
  const holders = new Set<Holder>()
  let isClosed = false
  const gauge = new Gauge({
    name: 'pennypost_snapshots',
    help: 'Snapshots that are being given away.',
    registers: [metrics.registry],
  })

  return {
    async open(chain, { client, abandon }) {
      const most = limits.perClient
      if ([...holders].filter((other) => other.client === client).length >= most) {
        throw new ApiError('too_many_streams', { what, most, by: 'client' })
      }
      if (holders.size >= limits.perProcess) makeRoom()
      const holder: Holder = { client, since: performance.now(), taken: [], end: () => {} }
      holders.add(holder)
      gauge.set(holders.size)
      try {
        const snapshot = await takeSnapshot(chain, store)
        return streamOf(snapshot, holder, abandon)
      } catch (error) {
        free(holder)
        throw error
      }
    },
    close() {
      isClosed = true
    },
  }

  function free(holder: Holder): void {
    holders.delete(holder)
    gauge.set(holders.size)
  }

  /** The slowest gives way, if it is slow. */
  function makeRoom(): void {
    const now = performance.now()
    const [slowest] = [...holders]
      .filter(({ since }) => now - since >= limits.grace)
      .map((holder) => ({ holder, pace: paceOf(holder, now) }))
      .sort((a, b) => a.pace - b.pace)
    if (!slowest || slowest.pace >= limits.pace) {
      throw new ApiError('too_many_streams', { what, most: limits.perProcess, by: 'process' })
    }
    free(slowest.holder)
    slowest.holder.end()
  }

  /** Bytes a second. */
  function paceOf(holder: Holder, now: number): number {
    holder.taken = holder.taken.filter(({ at }) => now - at < limits.grace)
    const bytes = holder.taken.reduce((sum, piece) => sum + piece.bytes, 0)
    return (bytes * 1_000) / Math.max(1, limits.grace)
  }

  /** Reads as fast as the client does, and never ahead. */
  function streamOf(
    snapshot: Snapshot,
    holder: Holder,
    abandon: (() => void) | undefined,
  ): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    const lines = snapshot.lines()
    let hasEnded = false
    const letGo = () => {
      end()
      abandon?.()
    }
    const watchdog = () => setTimeout(letGo, limits.stall).unref()
    let timer = watchdog()
    const end = () => {
      clearTimeout(timer)
      void lines.return().catch(() => {})
      hasEnded = true
      free(holder)
    }
    holder.end = letGo
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          clearTimeout(timer)
          try {
            if (isClosed) throw new ApiError('not_ready', { because: 'it ends', chains: [] })
            const { done, value } = await lines.next()
            if (value !== undefined) {
              const bytes = encoder.encode(value)
              paceOf(holder, performance.now())
              holder.taken.push({ at: performance.now(), bytes: bytes.length })
              controller.enqueue(bytes)
            }
            if (done) {
              end()
              controller.close()
            } else if (!hasEnded) timer = watchdog()
          } catch (error) {
            controller.enqueue(encoder.encode(`${JSON.stringify(toAborted(error))}\n`))
            end()
            controller.close()
          }
        },
        cancel: end,
      },
      { highWaterMark: 0 },
    )
  }
}

function toAborted(error: unknown): SnapshotAborted {
  const known = error instanceof ApiError ? error : new ApiError('internal_error', {})
  return { type: 'aborted', code: known.code, detail: detailOf(known) }
}
