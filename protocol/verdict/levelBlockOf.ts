import type { VerifyItem } from '../wire/verify.ts'

/** Numbers of the newest block that is safe and of the newest that is final; 0 where nobody knows. */
export type FinalityLevels = { safe: number; finalized: number }

/**
 * The newest block that the finality asked for reaches: what speaks for a letter must have held since then.
 *
 * @param block - Number of the newest block that is known.
 * @returns Below 0 where the chain is too short.
 */
export function levelBlockOf(
  { finality = 'latest', minConfirmations = 1 }: Pick<VerifyItem, 'finality' | 'minConfirmations'>,
  block: number,
  levels: FinalityLevels,
): number {
  const tag = finality === 'latest' ? block : levels[finality]
  return Math.min(block, tag, block - minConfirmations + 1)
}
