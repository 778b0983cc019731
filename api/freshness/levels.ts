import type { Finality, NodeView } from './judge.ts'

/**
 * The newest safe and the newest final block under a head, by what its node tags or, where set, by confirmations. Never more
 * than was told: nothing is above the head, and nothing is final that is not safe.
 *
 * @param tags - Undefined: the node knows no such tag. Then 0, which is final on any chain.
 */
export function levelsOf(
  head: number,
  tags: NodeView['tags'],
  finality: Finality = {},
): Pick<NodeView, 'safe' | 'finalized'> {
  const { safeConfirmations, finalizedConfirmations } = finality
  const confirmed = (count: number) => Math.max(head - count + 1, 0)
  const told = finalizedConfirmations ? confirmed(finalizedConfirmations) : tags.finalized
  const finalized = Math.min(told ?? 0, head)
  // What is final is safe as well, so a node that tells of the one only has told of both.
  const safe = safeConfirmations ? confirmed(safeConfirmations) : (tags.safe ?? finalized)
  return { safe: Math.min(safe, head), finalized: Math.min(finalized, safe) }
}
