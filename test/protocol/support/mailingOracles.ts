import { fc } from '@fast-check/vitest'
import { MerkleTree } from 'merkletreejs'
import type { Hex } from 'viem'
import { concat, encodeAbiParameters, keccak256, zeroHash } from 'viem'

export type Letter = { inboxId: Hex; letterHash: Hex }

/** Letters that are different for each index, cheap to make. */
export const lettersUpTo = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) => ({
    inboxId: `0x${index.toString(16).padStart(64, 'a')}`,
    letterHash: `0x${index.toString(16).padStart(64, 'b')}`,
  }))

export const words = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`)
export const letters = fc.record({ inboxId: words, letterHash: words })

/** The leaf as the design writes it. */
export function specLeaf(index: number, { inboxId, letterHash }: Letter): Hex {
  const fields = [{ type: 'uint32' }, { type: 'bytes32' }, { type: 'bytes32' }] as const
  const encoded = encodeAbiParameters(fields, [index, inboxId, letterHash])
  return keccak256(concat([keccak256(encoded)]))
}

/** The smallest d with count ≤ 2^d. */
export function specDepth(count: number): number {
  let depth = 0
  while (2 ** depth < count) depth += 1
  return depth
}

export const padded = (leaves: Hex[]): Hex[] => [
  ...leaves,
  ...Array<Hex>(2 ** specDepth(leaves.length) - leaves.length).fill(zeroHash),
]

/** The root of leaves that are a power of two: that of each half, hashed together. */
export function specRoot(leaves: readonly Hex[], from = 0, to = leaves.length): Hex {
  if (to - from === 1) return leaves[from] ?? zeroHash
  const middle = (from + to) / 2
  return keccak256(concat([specRoot(leaves, from, middle), specRoot(leaves, middle, to)]))
}

/** The siblings of a leaf: below, those in its own half, and last the root of the other half. */
export function specProof(
  leaves: readonly Hex[],
  index: number,
  from = 0,
  to = leaves.length,
): Hex[] {
  if (to - from === 1) return []
  const middle = (from + to) / 2
  return index < middle
    ? [...specProof(leaves, index, from, middle), specRoot(leaves, middle, to)]
    : [...specProof(leaves, index, middle, to), specRoot(leaves, from, middle)]
}

/** Where a leaf and its siblings lead. */
export function specFold(leaf: Hex, index: number, proof: readonly Hex[]): Hex {
  return proof.reduce(
    (node, sibling, level) =>
      keccak256(concat((BigInt(index) >> BigInt(level)) & 1n ? [sibling, node] : [node, sibling])),
    leaf,
  )
}

/** Someone else's tree over leaves that are a power of two; each node by its place, never sorted. */
export function merkleTreeJs(leaves: readonly Hex[]): MerkleTree {
  const buffers = leaves.map((leaf) => Buffer.from(leaf.slice(2), 'hex'))
  const hash = (bytes: Uint8Array) => Buffer.from(keccak256(bytes, 'bytes'))
  return new MerkleTree(buffers, hash, { sortPairs: false, sortLeaves: false, hashLeaves: false })
}

/** What its proof of a leaf says, the side of each sibling too. */
export function merkleTreeJsProof(tree: MerkleTree, index: number) {
  return tree.getProof(tree.getLeaf(index), index).map(({ position, data }) => ({
    position,
    sibling: `0x${data.toString('hex')}` as Hex,
  }))
}
