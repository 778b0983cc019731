import { keccak_256 } from '@noble/hashes/sha3.js'
import type { ByteArray, Hex } from 'viem'
import { bytesToHex } from 'viem'
import { checkMailingCount, mailingDepth, nodeAbove, paddingNode } from './mailingNodes.ts'
import type { MailingLetters } from './mailingRoot.ts'
import { mailLeafBytes } from './mailLeaf.ts'

const NODE_BYTES = 32

/** Root and proofs of a mailing. */
export type MailingTree = {
  root: Hex
  /** How many letters it has. */
  count: number
  /**
   * The siblings of a leaf, from the leaves up: what `PostOffice.collectMail` takes.
   *
   * @throws {RangeError} `index` is not that of a letter.
   */
  proof: (index: number) => Hex[]
  /**
   * Every node that has a letter below it, of 32 bytes: the leaves, then level after level up to the root, which is the last.
   * Each level has half as many as the one below it, rounded up. Not to be written to.
   */
  nodes: ByteArray
}

/**
 * The whole tree of a mailing, which can prove each of its letters. See {@link mailingRoot} for what stands where.
 *
 * Holds 64 bytes a letter, up to twice as much while it is being made. Takes time as {@link mailingRoot} does.
 *
 * @param letters - Read once and one by one. {@link lettersOfWire} makes them of an octet stream.
 * @throws {RangeError} There are none, or more than 4,294,967,295 or than memory is there for, or one has an id or a hash
 * that is not of 32 bytes.
 *
 * @example
 * const tree = await mailingTree(letters)
 * const claim = { index: 3, ...letters[3], proof: tree.proof(3) }
 */
export async function mailingTree(letters: MailingLetters): Promise<MailingTree> {
  let leaves = new Uint8Array(1_024 * NODE_BYTES)
  let count = 0
  for await (const letter of letters) {
    checkMailingCount(count + 1)
    const at = count * NODE_BYTES
    if (at === leaves.length) leaves = resized(leaves, at * 2)
    leaves.set(mailLeafBytes(count, letter), at)
    count += 1
  }
  const levels = levelsOf(count)
  const nodes = hashedUp(leaves.subarray(0, count * NODE_BYTES), levels)
  return {
    root: bytesToHex(nodes.subarray(-NODE_BYTES)),
    count,
    proof: (index) => siblingsOf(nodes, levels, index),
    nodes,
  }
}

/** The nodes of one level that have a letter below them; the others are padding. */
type Level = {
  /** How many nodes are before it. */
  start: number
  width: number
}

function levelsOf(count: number): Level[] {
  const levels: Level[] = [{ start: 0, width: count }]
  let start = 0
  let width = count
  for (let level = 0; level < mailingDepth(count); level++) {
    start += width
    width = Math.ceil(width / 2)
    levels.push({ start, width })
  }
  return levels
}

function hashedUp(leaves: Uint8Array<ArrayBuffer>, levels: Level[]): Uint8Array<ArrayBuffer> {
  const total = levels.reduce((sum, { width }) => sum + width, 0)
  const nodes = resized(leaves, total * NODE_BYTES)
  let to = leaves.length
  for (const [level, { start, width }] of levels.slice(0, -1).entries()) {
    for (let index = 0; index < width; index += 2) {
      const at = (start + index) * NODE_BYTES
      const isAlone = index + 1 === width
      nodes.set(
        isAlone
          ? nodeAbove(nodes.subarray(at, at + NODE_BYTES), paddingNode(level))
          : keccak_256(nodes.subarray(at, at + 2 * NODE_BYTES)),
        to,
      )
      to += NODE_BYTES
    }
  }
  return nodes
}

function siblingsOf(nodes: ByteArray, levels: Level[], index: number): Hex[] {
  const count = levels[0]?.width ?? 0
  if (!(index >= 0 && index < count && Number.isInteger(index))) {
    throw new RangeError(`The mailing has mail 0 to ${count - 1}, not ${index}.`)
  }
  return levels.slice(0, -1).map(({ start, width }, level) => {
    const place = Math.floor(index / 2 ** level)
    const sibling = place % 2 === 0 ? place + 1 : place - 1
    if (sibling === width) return bytesToHex(paddingNode(level))
    const at = (start + sibling) * NODE_BYTES
    return bytesToHex(nodes.subarray(at, at + NODE_BYTES))
  })
}

function resized(bytes: ByteArray, length: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(length)
  copy.set(bytes.subarray(0, length))
  return copy
}
