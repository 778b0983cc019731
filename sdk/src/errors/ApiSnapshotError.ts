import { PennypostError } from './PennypostError.ts'

export type ApiSnapshotErrorOptions = {
  /** As in a problem, where the API says why it ended the snapshot. */
  code?: string | undefined
  cause?: unknown
}

/** Thrown when a snapshot is not whole: what was read of it is worth nothing. */
export class ApiSnapshotError extends PennypostError {
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
