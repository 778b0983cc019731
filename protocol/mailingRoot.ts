import type { ByteArray, Hex } from 'viem'
import { bytesToHex } from 'viem'
import { checkMailingCount, mailingDepth, nodeAbove, paddingNode } from './mailingNodes.ts'
import type { MailingLetter } from './mailLeaf.ts'
import { mailLeafBytes } from './mailLeaf.ts'

/** The letters of a mailing in the order of their indexes. */
export type MailingLetters = Iterable<MailingLetter> | AsyncIterable<MailingLetter>

export type MailingRootReturnType = {
  root: Hex
  /** How many letters there were. */
  count: number
}

/**
 * The root of the tree of a mailing, and how many letters it has: what `PostOffice.openMailing` commits to.
 *
 * The leaves, {@link mailLeaf}, stand at their indexes; zero words follow up to a power of two. Of one letter the root is
 * its leaf. Keeps one hash for each level of the tree, whatever the number of letters; {@link mailingTree} keeps all, and
 * proves. Takes some 10 µs a letter and never pauses by itself: where something else has to run, give an async iterable
 * that does.
 *
 * @param letters - Read once and one by one. {@link lettersOfWire} makes them of an octet stream.
 * @throws {RangeError} There are none or more than 4,294,967,295, or one has an id or a hash that is not of 32 bytes.
 *
 * @example
 * const { root, count } = await mailingRoot([{ inboxId, letterHash }])
 */
export async function mailingRoot(letters: MailingLetters): Promise<MailingRootReturnType> {
  const lefts: ByteArray[] = []
  let count = 0
  for await (const letter of letters) {
    checkMailingCount(count + 1)
    append(lefts, count, mailLeafBytes(count, letter))
    count += 1
  }
  return { root: bytesToHex(rootOf(lefts, count)), count }
}

/**
 * Adds a leaf to `lefts`, which holds for each level the last node there, if it has no sibling yet: like the digits of a
 * binary counter, level by level while the digit of `index` is 1, a left node and the new one become the one above.
 */
function append(lefts: ByteArray[], index: number, leaf: ByteArray): void {
  let node = leaf
  let level = 0
  for (let left = lefts[level]; isOdd(index, level) && left; left = lefts[level]) {
    node = nodeAbove(left, node)
    level += 1
  }
  lefts[level] = node
}

/** Goes up the right edge of the tree: to the left are `lefts` where `count` has the digit 1, to the right is padding. */
function rootOf(lefts: ByteArray[], count: number): ByteArray {
  const depth = mailingDepth(count)
  let edge: ByteArray | undefined
  for (let level = 0; level < depth; level++) {
    const left = isOdd(count, level) ? lefts[level] : undefined
    if (left) edge = nodeAbove(left, edge ?? paddingNode(level))
    else if (edge) edge = nodeAbove(edge, paddingNode(level))
  }
  const root = edge ?? lefts[depth]
  if (!root) throw new Error(`The tree of ${count} letters has no root.`)
  return root
}

/** Whether digit `level` of `number` is 1. */
const isOdd = (number: number, level: number) => (number >>> level) % 2 === 1
