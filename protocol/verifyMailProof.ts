import type { ByteArray, Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'
import { mailingDepth, nodeAbove } from './mailingNodes.ts'
import { mailLeafBytes } from './mailLeaf.ts'

export type VerifyMailProofParameters = {
  /** Of the mailing. */
  root: Hex
  /** Of the mailing: how many letters it has. */
  count: number
  index: number
  inboxId: Hex
  letterHash: Hex
  /** Siblings of the leaf, from the leaves up. */
  proof: readonly Hex[]
}

/**
 * Whether a letter has its place in a mailing, judged as the contract judges it: `index` is below `count`, the siblings
 * are exactly as many as the tree has levels, and they lead from the leaf to the root.
 *
 * Source: `PostOffice.collectMail`.
 *
 * @returns Also false where something is not of the size that the contract takes. Never throws.
 *
 * @example
 * const isIn = verifyMailProof({ root, count, index, inboxId, letterHash, proof })
 */
export function verifyMailProof(parameters: VerifyMailProofParameters): boolean {
  const { root, count, index, inboxId, letterHash, proof } = parameters
  if (!isUint32(index) || !isUint32(count) || index >= count) return false
  if (proof.length !== mailingDepth(count)) return false
  if (![root, inboxId, letterHash, ...proof].every(isWord)) return false
  const top = proof.reduce<ByteArray>(
    (node, sibling, level) => {
      const other = hexToBytes(sibling)
      return Math.floor(index / 2 ** level) % 2 === 0
        ? nodeAbove(node, other)
        : nodeAbove(other, node)
    },
    mailLeafBytes(index, { inboxId, letterHash }),
  )
  return bytesToHex(top) === root.toLowerCase()
}

const isUint32 = (number: number) => number >>> 0 === number

const isWord = (hex: Hex) => /^0x[0-9a-f]{64}$/i.test(hex)
