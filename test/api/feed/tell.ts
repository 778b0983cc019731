import { createLeadership } from '../../../api/feed/leadership.ts'
import { openFeed } from '../../../api/feed/openFeed.ts'
import type { Writer } from '../../../api/feed/writer.ts'
import { createWriter } from '../../../api/feed/writer.ts'
import { createMetrics } from '../../../api/metrics.ts'
import { readFeed } from '../../../api/queries/feedEntries.ts'
import type { FeedEntry } from '../../../protocol/wire/event.ts'
import type { World, WorldChain } from '../world.ts'

/** A writer of a chain's feed as a process of its own would have it. */
export type Process = Writer & { close(): Promise<void> }

export function startProcess(world: World, chain: WorldChain, shorterFor?: number): Process {
  const { store } = world.services
  const leadership = createLeadership(store)
  const writer = createWriter({ chain: chain.chain, store, leadership, shorterFor })
  return { ...writer, close: leadership.close }
}

/** Writes until there is nothing more to write. */
export async function settle(writer: Writer): Promise<void> {
  for (let ticks = 0; await writer.tick(); ticks++) {
    if (ticks > 1_000) throw new Error('The feed is written without end')
  }
}

/** Every entry of a chain, or those after a position. */
export async function entriesOf(world: World, chainId: number, after = 0): Promise<FeedEntry[]> {
  const { entries } = await readFeed(world.services.store.query, after, 100_000, { chainId })
  return entries
}

/** The feed of a world as a whole, of its own, not yet started. */
export function feedOf(world: World, parameters: { retentionDays?: number } = {}) {
  const { chains, store, log } = world.services
  const metrics = createMetrics()
  return openFeed({ chains, store, log, metrics, retentionDays: 7, ...parameters })
}
