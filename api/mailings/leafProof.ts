import type { Hex } from 'viem'
import { bytesToHex } from 'viem'
import { mailingDepth, paddingNode } from '../../protocol/mailingNodes.ts'
import { readLeafParts } from '../queries/leaves.ts'
import type { Store } from '../store.ts'
import { groupLetters, groupLevel, groupLevels, letterBytes, levelWidth } from './leafTree.ts'

export type LeafProof = {
  inboxId: Hex
  letterHash: Hex
  /** Siblings of the leaf, from the leaves up. */
  proof: Hex[]
}

/**
 * A letter of stored leaves with its proof: reads 256 letters and one node per level above them.
 *
 * @param index - Below `count`.
 * @returns undefined where the leaves are gone.
 * @throws {ApiError} `database_unavailable`.
 */
export async function leafProof(
  store: Store,
  uploadId: number,
  { index, count }: { index: number; count: number },
): Promise<LeafProof | undefined> {
  const depth = mailingDepth(count)
  const first = index - (index % groupLetters)
  const siblings = Array.from({ length: depth }, (_, level) => ({
    level,
    place: siblingOf(Math.floor(index / 2 ** level)),
  }))
  const upper = siblings.slice(groupLevel)
  const wanted = upper.filter(({ level, place }) => place < levelWidth(count, level))
  const parts = await readLeafParts(store, uploadId, { first, letters: groupLetters }, wanted)
  if (!parts) return undefined

  const levels = groupLevels(first, parts.letters, Math.min(groupLevel, depth))
  const lower = siblings.slice(0, groupLevel).map(({ level, place }) => {
    const node = levels[level]?.[place - first / 2 ** level]
    return bytesToHex(node ?? paddingNode(level))
  })
  const at = (index - first) * letterBytes
  const middle = at + letterBytes / 2
  return {
    inboxId: bytesToHex(parts.letters.subarray(at, middle)),
    letterHash: bytesToHex(parts.letters.subarray(middle, at + letterBytes)),
    proof: [
      ...lower,
      ...upper.map(({ level }) => bytesToHex(parts.nodes.get(level) ?? paddingNode(level))),
    ],
  }
}

const siblingOf = (place: number) => (place % 2 === 0 ? place + 1 : place - 1)
