import type { Thing } from '../parts/Thing.ts'

/** Something that a search has found. */
export type Found = Thing & {
  /** `a stamp, collected` */
  words: string
  /** How it has to do with what was looked for, where that is not its own id. */
  because?: string | undefined
}

/** What came of a search. */
export type SearchResult = {
  found: readonly Found[]
  /** All that was looked for, for a sentence where nothing was found: `an inbox`, `a stamp`. */
  lookedFor: readonly string[]
  /** What could not be looked for just now, and why. */
  failures: readonly string[]
}
