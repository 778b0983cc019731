import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { SnapshotBegin, SnapshotEnd, SnapshotRow } from '../../protocol/wire/snapshot.ts'
import type { StateTableName } from '../../protocol/wire/stateTables.ts'
import { stateKeys, stateTableNames } from '../../protocol/wire/stateTables.ts'
import { ApiError } from '../problem.ts'
import { readFeedCursor } from '../queries/feedCursor.ts'
import { readNewestBlocks } from '../queries/newestBlocks.ts'
import type { SnapshotKey, SnapshotPage } from '../queries/snapshotRows.ts'
import { readSnapshotPage } from '../queries/snapshotRows.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import { createCoverage } from './coverage.ts'

/** Seconds after which what has expired is left out: no clock is as wrong. */
const afterlife = 86_400

/** Rows that one statement looks at, and pages that are read before the feed is waited for. */
const defaultPageSize = 1_000
const batchSize = 4

/** Times that pages are read again, because reorgs took back what they had of the newest blocks, and milliseconds between. */
const mostAttempts = 40
const pause = 250

/** Begins a snapshot: its first line, and a reader of the others. */
export type Snapshot = {
  begin: SnapshotBegin
  /**
   * Yields lines, many in one piece, each with its line break.
   *
   * @throws {ApiError} Why the snapshot cannot be ended: `index_stale`, `database_unavailable`, `cursor_expired`.
   */
  lines(): AsyncGenerator<string, void>
}

/**
 * Takes a snapshot of a chain's tables, page by page, while they go on changing. Each page is as of its own block; what is
 * missing in it, the feed has from `position` on. It is given away once the feed has told of all that is in it: what a
 * reorg takes back before that is read again, as no entry would ever take it from a replica.
 *
 * @throws {ApiError} As `freshness.check`; `index_stale` also where the feed has not begun.
 */
export async function takeSnapshot(
  chain: Chain,
  store: Store,
  pageSize = defaultPageSize,
): Promise<Snapshot> {
  const cursor = await readFeedCursor(store.query, chain.id)
  const [newest] = await readNewestBlocks(chain, 1, null)
  const asOf: AsOf = await chain.freshness.check(newest ?? null)
  if (!cursor) {
    throw new ApiError('index_stale', {
      chain: chain.caip2,
      because: 'its feed has not begun yet',
    })
  }
  const settledBefore = Math.max(0, asOf.blockTimestamp - afterlife)
  const position = String(cursor.lastSeq)
  const coverage = createCoverage(chain, store, cursor)
  const begin: SnapshotBegin = {
    ...{ type: 'snapshot', position, settledBefore, asOf },
    keys: stateKeys,
  }

  return {
    begin,
    async *lines() {
      yield toLine(begin)
      let rows = 0
      let last = cursor.lastSeq
      for (const table of stateTableNames) {
        let after: SnapshotKey
        for (let isWhole = false; !isWhole; ) {
          const batch = await readBatch(table, after)
          rows += batch.rows.length
          last = batch.lastSeq
          if (batch.rows.length > 0) yield batch.rows.join('')
          after = batch.after
          isWhole = batch.isWhole
        }
      }
      const end: SnapshotEnd = { type: 'end', position: String(last), rows }
      yield toLine(end)
    },
  }

  /** Pages in a row that the feed has told all of. */
  async function readBatch(table: StateTableName, from: SnapshotKey) {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const pages: SnapshotPage[] = []
      let after = from
      let isWhole = false
      while (pages.length < batchSize && !isWhole) {
        const page = await readSnapshotPage(chain, table, after, settledBefore, pageSize)
        pages.push(page)
        after = page.last ?? after
        isWhole = page.scanned < pageSize
      }
      const lastSeq = await coverage.reach(pages.map(({ asOf: read }) => read))
      if (lastSeq === undefined) {
        await new Promise((resolve) => setTimeout(resolve, pause))
        continue
      }
      const rows = pages.flatMap((page) => page.rows.map((row) => toLine({ table, row })))
      return { rows, after, isWhole, lastSeq }
    }
    throw new ApiError('index_stale', {
      chain: chain.caip2,
      because: 'it is reorganised again and again',
    })
  }
}

function toLine(line: SnapshotBegin | SnapshotRow | SnapshotEnd): string {
  return `${JSON.stringify(line)}\n`
}
