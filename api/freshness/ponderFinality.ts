/** Ponder 0.17.7, `getFinalityBlockCount`: what it keeps undoable below its newest block, where that is not 30. */
const depths: Record<number, number> = {
  1: 65,
  11155111: 65,
  137: 200,
  42161: 240,
  42170: 240,
}

/** How many blocks deep Ponder surely follows a reorg on a chain; a deeper one may need the index rebuilt. */
export function ponderFinality(chainId: number): number {
  return depths[chainId] ?? 30
}
