import { bytesToHex } from 'viem'
import { beforeAll, describe, expect, it } from 'vitest'

import { lettersOfWire } from '../../protocol/lettersOfWire.ts'
import { mailingRoot } from '../../protocol/mailingRoot.ts'
import type { MailingTree } from '../../protocol/mailingTree.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import { heldMemory } from '../helpers/heldMemory.ts'
import {
  lettersUpTo,
  merkleTreeJs,
  merkleTreeJsProof,
  padded,
  specLeaf,
  specRoot,
} from '../protocol/support/mailingOracles.ts'

const MILLION = 1_000_000
const MEBIBYTE = 2 ** 20

/** A million letters as octets, 1,000 a chunk; `between` is called before each chunk. */
async function* wire(between?: (chunk: number) => Promise<void>) {
  const chunk = Buffer.alloc(64_000)
  for (let index = 0; index < MILLION; index += 1_000) {
    await between?.(index / 1_000)
    for (let at = 0; at < 1_000; at++) {
      chunk.fill(0xa5, at * 64, at * 64 + 64)
      chunk.writeUInt32BE(index + at, at * 64 + 28)
      chunk.writeUInt32BE(MILLION - index - at, at * 64 + 60)
    }
    yield chunk
  }
}

describe('a mailing of a million letters', () => {
  let tree: MailingTree
  let grown: number

  beforeAll(async () => {
    const before = await heldMemory()
    tree = await mailingTree(lettersOfWire(wire()))
    grown = (await heldMemory()) - before
  })

  it('has one root, whether all is kept or one hash a level', async () => {
    let [least, most] = [Number.POSITIVE_INFINITY, 0]
    const { root, count } = await mailingRoot(
      lettersOfWire(
        wire(async (chunk) => {
          if (chunk % 100 !== 1) return
          const used = await heldMemory()
          least = Math.min(least, used)
          most = Math.max(most, used)
        }),
      ),
    )
    expect({ root, count }).toEqual({ root: tree.root, count: MILLION })
    expect(most - least).toBeLessThan(2 * MEBIBYTE)
  })

  it('takes 64 bytes a letter', () => {
    expect(tree.nodes.length).toBeGreaterThanOrEqual((2 * MILLION - 1) * 32)
    expect(tree.nodes.length).toBeLessThanOrEqual((2 * MILLION + 20) * 32)
    expect(grown).toBeLessThan(64 * MILLION + 4 * MEBIBYTE)
  })

  it('has the root and the proofs of another library over the leaves', () => {
    const leaves = Array.from({ length: MILLION }, (_, index) => leafAt(index))
    const other = merkleTreeJs(padded(leaves))
    expect(tree.root).toBe(other.getHexRoot())
    for (let index = 0; index < MILLION; index += 997) {
      const theirs = merkleTreeJsProof(other, index)
      expect(tree.proof(index)).toEqual(theirs.map(({ sibling }) => sibling))
    }
  })

  it('proves a letter in time that does not grow with the number of letters', () => {
    const start = performance.now()
    for (let index = 0; index < MILLION; index += 100) tree.proof(index)
    const milliseconds = (performance.now() - start) / 10_000
    expect(milliseconds).toBeLessThan(1)
  })

  it('convinces of letters throughout', async () => {
    let index = 0
    for await (const chunk of wire()) {
      const letter = {
        inboxId: bytesToHex(chunk.subarray(0, 32)),
        letterHash: bytesToHex(chunk.subarray(32, 64)),
      }
      expect(leafAt(index)).toBe(specLeaf(index, letter))
      const proof = tree.proof(index)
      expect(verifyMailProof({ ...tree, ...letter, index, proof })).toBe(true)
      expect(verifyMailProof({ ...tree, ...letter, index: index + 1, proof })).toBe(false)
      index += 1_000
    }
    expect(index).toBe(MILLION)
  })

  const leafAt = (index: number) => bytesToHex(tree.nodes.subarray(index * 32, index * 32 + 32))
})

describe('a mailing of 2^17 letters and one', () => {
  it('has the root of the design', async () => {
    const all = lettersUpTo(2 ** 17 + 1)
    const leaves = padded(all.map((letter, index) => specLeaf(index, letter)))
    expect((await mailingTree(all)).root).toBe(specRoot(leaves))
  })
})
