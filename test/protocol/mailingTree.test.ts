import { fc, test } from '@fast-check/vitest'
import { bytesToHex, keccak256, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'

import { mailingRoot } from '../../protocol/mailingRoot.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import type { Letter } from './support/mailingOracles.ts'
import {
  letters,
  lettersUpTo,
  merkleTreeJs,
  merkleTreeJsProof,
  padded,
  specLeaf,
  specProof,
} from './support/mailingOracles.ts'

describe('mailingTree', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33])(
    'of %i letters proves each of them, as the design and another library do',
    async (count) => expectProofs(lettersUpTo(count)),
  )

  it.each([255, 256, 257])('of %i letters proves those at its edges', async (count) => {
    await expectProofs(lettersUpTo(count), [0, 1, 127, 128, 253, 254, 255, 256])
  })

  test.prop([fc.array(letters, { minLength: 1, maxLength: 20 })], { numRuns: 100 })(
    'of any letters proves each of them, as the design and another library do',
    async (all) => expectProofs(all),
  )

  it('of 10,000 letters proves each of them, as another library does', async () => {
    const all = lettersUpTo(10_000)
    const tree = await mailingTree(all)
    const other = merkleTreeJs(padded(all.map((letter, index) => specLeaf(index, letter))))
    expect(tree.root).toBe(other.getHexRoot())
    expect(tree.root).toBe((await mailingRoot(all)).root)
    for (const [index, letter] of all.entries()) {
      const proof = tree.proof(index)
      const theirs = merkleTreeJsProof(other, index)
      expect(proof).toEqual(theirs.map(({ sibling }) => sibling))
      if (index % 7 > 0) continue
      expect(verifyMailProof({ ...tree, ...letter, index, proof })).toBe(true)
    }
  })

  it('of one letter has no siblings', async () => {
    const tree = await mailingTree(lettersUpTo(1))
    expect(tree.proof(0)).toEqual([])
    expect(tree.count).toBe(1)
    expect(tree.root).toBe(bytesToHex(tree.nodes))
  })

  it('of three has a zero word beside the last, and nothing is promoted', async () => {
    const all = lettersUpTo(3)
    const { root, proof } = await mailingTree(all)
    const [first, second, third] = all.map((letter, index) => specLeaf(index, letter))
    const left = keccak256(`${first}${second?.slice(2)}` as `0x${string}`)
    const right = keccak256(`${third}${zeroHash.slice(2)}` as `0x${string}`)
    expect(proof(2)).toEqual([zeroHash, left])
    expect(proof(1)).toEqual([first, right])
    expect(root).toBe(keccak256(`${left}${right.slice(2)}` as `0x${string}`))
  })

  it.each([1, 2, 3, 6, 7, 1_000, 1_024, 1_025, 2_049])(
    'of %i letters holds each node with a letter below it once',
    async (count) => {
      const all = lettersUpTo(count)
      const { nodes, root } = await mailingTree(all)
      let [width, total] = [count, count]
      while (width > 1) {
        width = Math.ceil(width / 2)
        total += width
      }
      expect(nodes.length).toBe(total * 32)
      expect(bytesToHex(nodes.subarray(-32))).toBe(root)
      for (const [index, letter] of all.entries()) {
        const leaf = bytesToHex(nodes.subarray(index * 32, index * 32 + 32))
        expect(leaf).toBe(specLeaf(index, letter))
      }
    },
  )

  it.each([1, 5, 8])('of %i letters refuses an index that none has', async (count) => {
    const tree = await mailingTree(lettersUpTo(count))
    for (const index of [count, count + 1, 2 ** 32, -1, 0.5, Number.NaN]) {
      expect(() => tree.proof(index)).toThrow(
        new RangeError(`The mailing has mail 0 to ${count - 1}, not ${index}.`),
      )
    }
    expect(tree.proof(count - 1)).toHaveLength(Math.ceil(Math.log2(count)))
  })

  it('is refused of no letters', async () => {
    await expect(mailingTree([])).rejects.toThrow(
      new RangeError('A mailing has 1 to 4294967295 letters, not 0.'),
    )
  })

  it('says which letter is wrong', async () => {
    const [first, second] = lettersUpTo(2) as [Letter, Letter]
    await expect(mailingTree([first, { ...second, inboxId: '0x' }])).rejects.toThrow(
      new RangeError('The inboxId of mail 1 is of 32 bytes, not 0x.'),
    )
  })
})

/** Root, siblings and their sides are those of the design and of the other library; each proof convinces. */
async function expectProofs(all: Letter[], indexes = [...all.keys()]) {
  const leaves = padded(all.map((letter, index) => specLeaf(index, letter)))
  const other = merkleTreeJs(leaves)
  const tree = await mailingTree(all)
  expect({ root: tree.root, count: tree.count }).toEqual(await mailingRoot(all))
  expect(tree.root).toBe(other.getHexRoot())
  for (const index of indexes) {
    const letter = all[index]
    if (!letter) continue
    const proof = tree.proof(index)
    expect(proof).toEqual(specProof(leaves, index))
    expect(merkleTreeJsProof(other, index)).toEqual(
      proof.map((sibling, level) => {
        const isRight = Math.floor(index / 2 ** level) % 2 === 1
        return { position: isRight ? 'left' : 'right', sibling }
      }),
    )
    expect(verifyMailProof({ ...tree, ...letter, index, proof })).toBe(true)
  }
}
