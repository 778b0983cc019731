import type { Hex } from 'viem'
import type { FeedCursor, Query } from '../queries/feedCursor.ts'
import { readStandingBlocks } from '../queries/feedEntries.ts'
import { readBlockHashes } from '../queries/feedEvents.ts'
import type { ChainTables } from '../queries/statement.ts'

/** Blocks of the feed that are compared at once. */
const stride = 100

/**
 * Where the feed and the index part: the highest block of the feed that the index still has. All of the feed up to it
 * stands, as blocks name their parents.
 *
 * @returns Undefined if that is below the beginning of the feed.
 */
export async function findFork(
  chain: ChainTables,
  query: Query,
  { begin }: FeedCursor,
): Promise<{ block: number; hash: Hex } | undefined> {
  let below = Number.MAX_SAFE_INTEGER
  for (;;) {
    const told = await readStandingBlocks(query, chain.id, below, stride)
    const candidates = told.length > 0 ? told : [begin]
    const found = await readBlockHashes(
      chain,
      candidates.map(({ block }) => block),
    )
    const hashes = new Map(found.map(({ number, hash }) => [number, hash]))
    const fork = candidates.find(({ block, hash }) => hashes.get(block) === hash)
    if (fork || told.length === 0) return fork
    below = told.at(-1)?.block ?? 0
  }
}
