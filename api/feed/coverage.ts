import { ApiError } from '../problem.ts'
import type { BlockRow } from '../queries/database.ts'
import type { FeedCursor } from '../queries/feedCursor.ts'
import { lastInBlock, readFeedCursor } from '../queries/feedCursor.ts'
import { readBlockHashes } from '../queries/feedEvents.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'

/** Whether what was read of the tables, and the feed from a position on, make a replica. */
export type Coverage = {
  /**
   * Waits until the feed has told all that happened up to the blocks that pages were read at.
   *
   * @returns Position of the feed by then; undefined: the pages have to be read again, as their blocks are gone, or were
   * older than what had been told before the first page.
   * @throws {ApiError} `index_stale`, if the feed is not written; `cursor_expired`, if it has begun anew.
   */
  reach(read: readonly (BlockRow | null)[]): Promise<number | undefined>
}

/** Milliseconds that the feed is waited for, and between looks at it. */
const patience = 15_000
const pace = 50

export function createCoverage(chain: Chain, store: Store, start: FeedCursor): Coverage {
  /** What the feed told before the start and has not retracted since is not above this block. */
  let lowest = start.block

  return {
    async reach(read) {
      const marks = [...new Map(read.map((row) => [row?.hash, row])).values()]
      const since = performance.now()
      for (;;) {
        const cursor = await readFeedCursor(store.query, chain.id)
        if (!cursor || cursor.readableFrom > start.lastSeq) throw expired()
        lowest = Math.min(lowest, cursor.block)
        if (marks.some((mark) => !mark || mark.number < lowest)) return undefined
        const isCovered = await compare(marks as BlockRow[], cursor)
        if (isCovered !== undefined) return isCovered ? cursor.lastSeq : undefined
        if (performance.now() - since > patience) throw unwritten()
        await new Promise((resolve) => setTimeout(resolve, pace))
      }
    },
  }

  /** Undefined: it cannot be said before the feed has gone on. */
  async function compare(
    marks: readonly BlockRow[],
    cursor: FeedCursor,
  ): Promise<boolean | undefined> {
    const isWhole = cursor.logIndex === lastInBlock
    if (isWhole && marks.every(({ hash }) => hash === cursor.hash)) return true
    const numbers = [...marks.map(({ number }) => number), cursor.block]
    const found = await readBlockHashes(chain, numbers)
    const hashes = new Map(found.map(({ number, hash }) => [number, hash]))
    if (marks.some(({ number, hash }) => hashes.get(number) !== hash)) return false
    const isPast = marks.every(
      ({ number }) => number < cursor.block || (number === cursor.block && isWhole),
    )
    const isSettled = hashes.get(cursor.block) === cursor.hash
    return isPast && isSettled ? true : undefined
  }

  function unwritten(): ApiError {
    return new ApiError('index_stale', {
      chain: chain.caip2,
      because: 'its feed does not go on',
    })
  }

  function expired(): ApiError {
    return new ApiError('cursor_expired', {
      chain: chain.caip2,
      id: String(start.lastSeq),
      because: 'it has begun anew',
      snapshot: `/v1/snapshot?chain=${chain.caip2}`,
    })
  }
}
