import { PennypostError } from './PennypostError.ts'

/**
 * Thrown when the feed cannot be read on from an id: it is too old, or of a feed that has begun anew. Read a snapshot, and go on from
 * its `position`.
 */
export class CursorExpiredError extends PennypostError {
  /** The id that the feed cannot be read on from. */
  readonly from: string | undefined
  /** Where the snapshot is; `readSnapshot` reads it. */
  readonly snapshotUrl: string

  constructor(from: string | undefined, snapshotUrl: string, cause?: unknown) {
    super(
      `The feed cannot be read on from ${from ?? 'here'}. Read the snapshot at ${snapshotUrl}, then the feed from its \`position\`.`,
      { docsPath: 'docs/api.md', cause },
    )
    this.name = 'CursorExpiredError'
    this.from = from
    this.snapshotUrl = snapshotUrl
  }
}
