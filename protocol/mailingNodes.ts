import { keccak_256 } from '@noble/hashes/sha3.js'
import type { ByteArray } from 'viem'

/** The most letters that one mailing has: `count` is a uint32. */
const MAX_COUNT = 2 ** 32 - 1

/**
 * How many levels a mailing's tree has above its leaves, and so how many siblings a proof: `ceil(log2(count))`.
 *
 * @param count - How many letters: 1 to 4,294,967,295.
 * @throws {RangeError} `count` is outside of that.
 */
export function mailingDepth(count: number): number {
  checkMailingCount(count)
  return 32 - Math.clz32(count - 1)
}

/** @throws {RangeError} No mailing can have `count` letters. */
export function checkMailingCount(count: number): void {
  if (count >= 1 && count <= MAX_COUNT && Number.isInteger(count)) return
  throw new RangeError(`A mailing has 1 to ${MAX_COUNT} letters, not ${count}.`)
}

/** The node above two others: `keccak256(left ‖ right)`, never sorted. The bytes are the caller's to keep. */
export function nodeAbove(left: ByteArray, right: ByteArray): ByteArray {
  pair.set(left, 0)
  pair.set(right, 32)
  return keccak_256(pair)
}

/** Written anew for each node. */
const pair = new Uint8Array(64)

/**
 * By level, from the leaves up, the node that has nothing but padding below it. A padding leaf is a zero word; what is
 * above is hashed as everything is, and is not zero. 32 levels: the root of the largest tree is on the next.
 */
const paddingNodes: ByteArray[] = []
for (let node: ByteArray = new Uint8Array(32); paddingNodes.length < 32; ) {
  paddingNodes.push(node)
  node = nodeAbove(node, node)
}

/**
 * The node that has nothing but padding below it. It is shared: not to be written to.
 *
 * @param level - 0 is that of the leaves, 31 the highest that can have padding.
 */
export function paddingNode(level: number): ByteArray {
  const node = paddingNodes[level]
  if (!node) throw new RangeError(`No mailing has padding on level ${level}.`)
  return node
}
