import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Indexer } from './indexer.ts'
import { request } from './rpc.ts'
import type { Sighting } from './stall.ts'
import { createStallWatch } from './stall.ts'

type WatchParameters = {
  databaseUrl: string
  rpcUrls: readonly string[]
  /** The process of the moment; undefined while there is none. */
  current: () => Indexer | undefined
  stallSeconds: number
}

/** Milliseconds between two looks. */
const EVERY_MS = 1_000

/** Resolves each time the indexer of the moment has stalled: see {@link createStallWatch}. */
export function watchStall(parameters: WatchParameters) {
  const { databaseUrl, rpcUrls, current, stallSeconds } = parameters
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} })
  const watch = createStallWatch(stallSeconds * 1_000)
  let watched: number | undefined
  let closed = false

  return {
    async stalled(): Promise<void> {
      for (;;) {
        await sleep(EVERY_MS, undefined, { ref: false })
        if (closed) continue
        const indexer = current()
        if (watched !== undefined && indexer && indexer.pid !== watched) watch.restarted()
        watched = indexer?.pid ?? watched
        if (watch.see(indexer && (await see(indexer).catch(() => undefined)))) return
      }
    },
    async close() {
      closed = true
      await sql.end({ timeout: 1 })
    },
  }

  /** Undefined while it is not live yet: a backfill writes no block rows. */
  async function see(indexer: Indexer): Promise<Sighting | undefined> {
    if (!(await indexer.isLive())) return undefined
    const head = await headOf()
    const [indexed] = await sql<{ number: number; hash: string }[]>`
      select number::float8 as number, hash from ${sql(indexer.schema)}.block
      order by number desc limit 1`
    return head === undefined ? undefined : { at: performance.now(), indexed, head }
  }

  async function headOf(): Promise<number | undefined> {
    for (const url of rpcUrls) {
      const head = await request(url, 'eth_blockNumber').catch(() => undefined)
      if (head !== undefined) return Number(head)
    }
    return undefined
  }
}
