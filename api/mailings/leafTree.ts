import type { ByteArray } from 'viem'
import { nodeAbove, paddingNode } from '../../protocol/mailingNodes.ts'
import { mailLeafBytes } from '../../protocol/mailLeaf.ts'

/** inboxId ‖ letterHash. */
export const letterBytes = 64

/**
 * Nodes below this level are not kept but hashed again from their letters when a proof needs them: 256 letters, some 3 ms. That
 * halves what is stored.
 */
export const groupLevel = 8
export const groupLetters = 2 ** groupLevel

/**
 * The nodes over the letters of one group: the leaves first, then level after level up to `height`.
 *
 * @param first - Index of the first letter, a multiple of 256.
 * @param letters - At most 256, of 64 bytes each.
 * @param height - Of the group within its tree: 8, or less where the whole tree is lower.
 */
export function groupLevels(first: number, letters: ByteArray, height: number): ByteArray[][] {
  const leaves: ByteArray[] = []
  for (let at = 0; at < letters.length; at += letterBytes) {
    const middle = at + letterBytes / 2
    const letter = {
      inboxId: letters.subarray(at, middle),
      letterHash: letters.subarray(middle, at + letterBytes),
    }
    leaves.push(mailLeafBytes(first + leaves.length, letter))
  }
  const levels = [leaves]
  for (let level = 0; level < height; level++) levels.push(levelAbove(levels[level] ?? [], level))
  return levels
}

/** The nodes one level higher: of those that have a letter below them, as all others are padding. */
export function levelAbove(nodes: readonly ByteArray[], level: number): ByteArray[] {
  const above: ByteArray[] = []
  for (let i = 0; i < nodes.length; i += 2) {
    above.push(nodeAbove(nodes[i] as ByteArray, nodes[i + 1] ?? paddingNode(level)))
  }
  return above
}

/** How many nodes of a level have a letter below them. */
export function levelWidth(count: number, level: number): number {
  return Math.ceil(count / 2 ** level)
}
