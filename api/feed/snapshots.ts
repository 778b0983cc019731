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
   * @param abandon - Breaks the connection of a client that does not read any more.
   * @throws {ApiError} `too_many_streams`, and as `takeSnapshot`.
   */
  open(chain: Chain, abandon?: () => void): Promise<ReadableStream<Uint8Array>>
  /** Aborts all of them. */
  close(): void
}

export type SnapshotLimits = {
  perProcess: number
  /** Milliseconds after which a client that does not read is let go. */
  stall: number
}

const defaults: SnapshotLimits = { perProcess: 2, stall: 60_000 }

export function openSnapshots(parameters: {
  store: Store
  metrics: Metrics
  snapshotLimits?: Partial<SnapshotLimits> | undefined
}): Snapshots {
  const { store, metrics } = parameters
  const limits = { ...defaults, ...parameters.snapshotLimits }
  let count = 0
  let isClosed = false
  const gauge = new Gauge({
    name: 'pennypost_snapshots',
    help: 'Snapshots that are being given away.',
    registers: [metrics.registry],
  })

  return {
    async open(chain, abandon) {
      if (count >= limits.perProcess) {
        const most = limits.perProcess
        throw new ApiError('too_many_streams', { what: 'snapshots', most, by: 'process' })
      }
      const free = occupy()
      try {
        return streamOf(await takeSnapshot(chain, store), free, abandon)
      } catch (error) {
        free()
        throw error
      }
    },
    close() {
      isClosed = true
    },
  }

  /** Takes a place; the function gives it back, once. */
  function occupy(): () => void {
    gauge.set(++count)
    let isFree = false
    return () => {
      if (isFree) return
      isFree = true
      gauge.set(--count)
    }
  }

  /** Reads as fast as the client does, and never ahead. */
  function streamOf(
    snapshot: Snapshot,
    free: () => void,
    abandon: (() => void) | undefined,
  ): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    const lines = snapshot.lines()
    const watchdog = () =>
      setTimeout(() => {
        end()
        abandon?.()
      }, limits.stall).unref()
    let timer = watchdog()
    const end = () => {
      clearTimeout(timer)
      void lines.return().catch(() => {})
      free()
    }
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          clearTimeout(timer)
          try {
            if (isClosed) throw new ApiError('not_ready', { because: 'it ends', chains: [] })
            const { done, value } = await lines.next()
            if (value !== undefined) controller.enqueue(encoder.encode(value))
            if (done) {
              end()
              controller.close()
            } else timer = watchdog()
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
