import { PennypostError } from './PennypostError.ts'

/** What is known of a snapshot that cannot be read. */
export type ApiSnapshotErrorOptions = {
  /** As in a problem, where the API says why it ended the snapshot. */
  code?: string | undefined
  cause?: unknown
}

/** Thrown when a snapshot is not whole: what was read of it is worth nothing. */
export class ApiSnapshotError extends PennypostError {
  /** What the API says is wrong, where it is that. */
  readonly code: string | undefined

  constructor(because: string, { code, cause }: ApiSnapshotErrorOptions = {}) {
    super(`The snapshot is not whole: ${because}. Throw away what was read of it, and ask again.`, {
      docsPath: 'docs/api.md',
      cause,
    })
    this.name = 'ApiSnapshotError'
    this.code = code
  }
}
