import type { Logger } from 'pino'
import { Gauge } from 'prom-client'
import type { Caip2 } from '../../protocol/caip2.ts'
import type { Metrics } from '../metrics.ts'
import { ApiError } from '../problem.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import { createLeadership } from './leadership.ts'
import type { SnapshotLimits, Snapshots } from './snapshots.ts'
import { openSnapshots } from './snapshots.ts'
import type { StreamLimits, Streams } from './streams.ts'
import { openStreams } from './streams.ts'
import type { Writer } from './writer.ts'
import { createWriter } from './writer.ts'

/** The feed as one process sees it: it writes what no other process writes, and streams all of it. */
export type Feed = {
  /** Begins to write, as far as no other process does. */
  start(): void
  /** Ends all streams and writes no more. */
  stop(): Promise<void>
  streams: Streams
  snapshots: Snapshots
}

/** Milliseconds between looks at the index, between attempts after a failure, and between prunings. */
const pace = 200
const pause = 1_000
const pruneInterval = 60_000

/** Milliseconds for which a chain may be unfit before another process, which may see it fit, gets its chance. */
const patience = 5_000

/**
 * Opens the feed. It reads nothing until it is started, or a stream is.
 *
 * @param parameters.retentionDays - For how long entries are kept, once they are final.
 */
export function openFeed(parameters: {
  chains: ReadonlyMap<Caip2, Chain>
  store: Store
  log: Logger
  metrics: Metrics
  retentionDays: number
  streamLimits?: Partial<StreamLimits> | undefined
  snapshotLimits?: Partial<SnapshotLimits> | undefined
}): Feed {
  const { chains, store, log, metrics, retentionDays } = parameters
  const leadership = createLeadership(store)
  const streams = openStreams(parameters)
  const snapshots = openSnapshots(parameters)
  const failing = new Gauge({
    name: 'pennypost_feed_failing',
    help: 'Whether the feed of the chain cannot be written by this process now: 1, or 0.',
    labelNames: ['chain'] as const,
    registers: [metrics.registry],
  })
  const prunedAt = new Map<number, number>()
  let isStopped = false
  const wake = new Set<() => void>()
  let running: Promise<unknown> = Promise.resolve()

  return {
    start() {
      running = runAll()
    },
    async stop() {
      isStopped = true
      streams.close()
      snapshots.close()
      for (const resume of wake) resume()
      await running
      await leadership.close()
    },
    streams,
    snapshots,
  }

  /** Chains come and go while the process runs. */
  async function runAll(): Promise<void> {
    const writing = new Map<Chain, Promise<void>>()
    while (!isStopped) {
      for (const chain of chains.values()) {
        if (!writing.has(chain)) {
          writing.set(
            chain,
            run(chain).finally(() => writing.delete(chain)),
          )
        }
      }
      await sleep(pause)
    }
    await Promise.all(writing.values())
  }

  async function run(chain: Chain): Promise<void> {
    const writer = createWriter({ chain, store, leadership })
    let failingSince: number | undefined
    while (!isStopped && chains.get(chain.caip2) === chain) {
      try {
        const hasMore = await writer.tick()
        if (failingSince !== undefined) log.info({ chain: chain.caip2 }, 'feed is written again')
        failingSince = undefined
        failing.set({ chain: chain.caip2 }, 0)
        if (!hasMore) await rest(chain, writer)
      } catch (err) {
        if (failingSince === undefined) tell(chain, err)
        failingSince ??= performance.now()
        failing.set({ chain: chain.caip2 }, 1)
        await giveWay(chain, performance.now() - failingSince)
      }
    }
    await leadership.resign(chain.id).catch(() => {})
  }

  /** Uses a pause for what can wait. */
  async function rest({ id }: Chain, writer: Writer): Promise<void> {
    if (performance.now() - (prunedAt.get(id) ?? 0) > pruneInterval) {
      const hasMore = await writer.prune(retentionDays)
      if (!hasMore) prunedAt.set(id, performance.now())
    }
    await sleep(pace)
  }

  /** Waits, and lets another process try what has failed for long. */
  async function giveWay({ id }: Chain, failedFor: number): Promise<void> {
    if (failedFor > patience) {
      await leadership.resign(id).catch(() => {})
      await sleep(patience)
    }
    await sleep(pause)
  }

  /** What ails the chain or the database is told by those who watch them; a fault of the feed's own, here. */
  function tell({ caip2 }: Chain, err: unknown): void {
    const level = err instanceof ApiError ? 'info' : 'error'
    log[level]({ chain: caip2, err }, 'feed is not written')
  }

  function sleep(milliseconds: number): Promise<void> {
    if (isStopped) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        wake.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      wake.add(done)
    })
  }
}
