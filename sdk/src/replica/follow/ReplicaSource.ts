import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { FeedEntry } from '../../../../protocol/wire/event.ts'
import type { SnapshotBegin, SnapshotEnd, SnapshotRow } from '../../../../protocol/wire/snapshot.ts'
import type { Unfit } from './standing.ts'

/** Where a replica has its rows from. The API is one: `sourceOfApi`. */
export type ReplicaSource = {
  /** The lines of a snapshot. Fails where it is not whole. */
  readSnapshot(options: {
    signal: AbortSignal
  }): AsyncIterable<SnapshotBegin | SnapshotRow | SnapshotEnd>
  /**
   * Every entry of the feed after a position, in order, also across breaks of the connection.
   *
   * Throws `CursorExpiredError` where it cannot be gone on with.
   */
  watchEvents(
    options: WatchOptions,
  ): AsyncIterable<Pick<FeedEntry, 'id' | 'type' | 'block' | 'state'>>
  /** Where the index is now. Fails where the chain is unfit. */
  readAsOf(options: { signal: AbortSignal }): Promise<AsOf>
}

type WatchOptions = {
  from: string
  signal: AbortSignal
  /** Called with anything that comes over the connection, were it only that it is still there. */
  onAlive: () => void
  /** Called when the connection is gone, before it is tried again. */
  onBreak: () => void
  /** Called when the API cannot tell of the chain; with undefined when it can again. */
  onStatus: (unfit: Unfit | undefined) => void
}
