import { PennypostError } from './PennypostError.ts'

/** What is known of a replica that does not know the chain as of now. */
export type ReplicaStaleErrorOptions = {
  /** Seconds that it may be silent. */
  maxStalenessSeconds: number
  /** Seconds since it knew; undefined where it never did, or its age says nothing. */
  ageSeconds?: number | undefined
  /** The API's own word, where that says that the chain is unfit: a code of its problems. */
  code?: string | undefined
  cause?: unknown
}

/**
 * Thrown when a replica does not know the chain as of now, and so judges no letter: take none in on its word, ask the API, or wait.
 */
export class ReplicaStaleError extends PennypostError {
  /** Seconds that it may be silent. */
  readonly maxStalenessSeconds: number
  /** Seconds since it knew; undefined where it never did, or its age says nothing. */
  readonly ageSeconds: number | undefined
  /** What the API says is wrong, where it is that: a code of its problems. */
  readonly code: string | undefined

  constructor(
    because: string,
    { maxStalenessSeconds, ageSeconds, code, cause }: ReplicaStaleErrorOptions,
  ) {
    super(`The replica judges no letter: ${because}. Ask the API, or wait.`, {
      docsPath: 'docs/decisions/0013-replica.md',
      cause,
    })
    this.name = 'ReplicaStaleError'
    this.maxStalenessSeconds = maxStalenessSeconds
    this.ageSeconds = ageSeconds
    this.code = code
  }
}
