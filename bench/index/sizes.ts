/** How much the index benchmark indexes. */
export type IndexSizes = {
  /** Blocks full of stamps. */
  blocks: number
  stampsPerBlock: number
  /** How often each backfill is done. */
  rounds: number
  /** Stamps posted one by one, for the time from block to verdict. */
  singleStamps: number
}

export const indexSizes = {
  full: { blocks: 100, stampsPerBlock: 1_000, rounds: 3, singleStamps: 500 },
  small: { blocks: 10, stampsPerBlock: 200, rounds: 1, singleStamps: 40 },
} satisfies Record<string, IndexSizes>
