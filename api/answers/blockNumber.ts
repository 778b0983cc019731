/** A block's number as answers have it, a decimal string; null stays null. */
export function numberOrNull(blockNumber: number | null | undefined): string | null {
  return blockNumber === null || blockNumber === undefined ? null : String(blockNumber)
}
