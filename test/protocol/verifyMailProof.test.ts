import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { concat, keccak256, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'

import { mailingTree } from '../../protocol/mailingTree.ts'
import type { VerifyMailProofParameters } from '../../protocol/verifyMailProof.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import type { Letter } from './support/mailingOracles.ts'
import {
  letters,
  lettersUpTo,
  padded,
  specDepth,
  specFold,
  specLeaf,
  specProof,
  specRoot,
  words,
} from './support/mailingOracles.ts'

/*
verifyMailProof
├── when the index is not below the count → no
├── when the siblings are not exactly the depth → no
├── when they do not lead to the root → no
│   ├── a sibling, the root, the letter or the index is another
│   ├── siblings are swapped
│   └── an inner node stands for a leaf, or a leaf for that of another index
├── when anything is not of its size → no
└── else → yes
*/

const MAX_COUNT = 2 ** 32 - 1

/** Any mailing there can be, seen from one of its letters: the siblings are free, the root follows. */
const claims = fc
  .integer({ min: 0, max: 32 })
  .chain((bits) => fc.integer({ min: 1, max: Math.min(2 ** bits, MAX_COUNT) }))
  .chain((count) =>
    fc.record({
      count: fc.constant(count),
      index: fc.integer({ min: 0, max: count - 1 }),
      letter: letters,
      proof: fc.array(words, { minLength: specDepth(count), maxLength: specDepth(count) }),
    }),
  )
  .map(({ letter, ...claim }) => rooted({ ...letter, ...claim }))

describe('verifyMailProof', () => {
  test.prop([claims], { numRuns: 300 })('takes what leads to the root', (claim) => {
    expect(verifyMailProof(claim)).toBe(true)
    expect(verifyMailProof({ ...claim, root: upper(claim.root) })).toBe(true)
    expect(verifyMailProof({ ...claim, proof: claim.proof.map(upper) })).toBe(true)
  })

  it.each([1, 2, 3, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, MAX_COUNT])(
    'of %d letters takes the first and the last',
    (count) => {
      const [letter] = lettersUpTo(1) as [Letter]
      const proof = siblings(specDepth(count))
      for (const index of [0, count - 1]) {
        expect(verifyMailProof(rooted({ ...letter, count, index, proof }))).toBe(true)
      }
    },
  )

  describe('an index that is not below the count', () => {
    it.each([1, 2, 3, 4, 5, 7, 8, 9])('of %i letters, even if it leads to the root', (count) => {
      const [letter] = lettersUpTo(1) as [Letter]
      const proof = siblings(specDepth(count))
      for (const index of [count, count + 1, count + 2 ** specDepth(count), MAX_COUNT]) {
        expect(verifyMailProof(rooted({ ...letter, count, index, proof }))).toBe(false)
      }
    })

    it('is one that the padding has, though a letter stands there', () => {
      const all = lettersUpTo(4)
      const leaves = all.map((letter, index) => specLeaf(index, letter))
      const [root, proof] = [specRoot(leaves), specProof(leaves, 3)]
      const claim = { root, index: 3, ...(all[3] as Letter), proof }
      expect(verifyMailProof({ ...claim, count: 4 })).toBe(true)
      expect(verifyMailProof({ ...claim, count: 3 })).toBe(false)
    })

    it('is each of the padding of a real tree', async () => {
      const tree = await mailingTree(lettersUpTo(5))
      const leaves = padded(lettersUpTo(5).map((letter, index) => specLeaf(index, letter)))
      for (const index of [5, 6, 7]) {
        const proof = specProof(leaves, index)
        expect(specFold(zeroHash, index, proof)).toBe(tree.root)
        for (const letter of [{ inboxId: zeroHash, letterHash: zeroHash }, ...lettersUpTo(8)]) {
          expect(verifyMailProof({ ...tree, ...letter, index, proof })).toBe(false)
        }
      }
    })
  })

  describe('siblings that are not exactly the depth', () => {
    test.prop([claims, words], { numRuns: 100 })('are one more, or one less', (claim, word) => {
      const { proof } = claim
      expect(verifyMailProof({ ...claim, proof: [...proof, word] })).toBe(false)
      expect(verifyMailProof({ ...claim, proof: [word, ...proof] })).toBe(false)
      fc.pre(proof.length > 0)
      expect(verifyMailProof({ ...claim, proof: proof.slice(1) })).toBe(false)
      expect(verifyMailProof({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
    })

    it.each([1, 2, 3, 4, 5, 8, 9, 256, 257])(
      'of %i letters are one more or less that do lead to the root',
      (count) => {
        const [letter] = lettersUpTo(1) as [Letter]
        const depth = specDepth(count)
        const index = count - 1
        for (const length of [depth - 1, depth, depth + 1]) {
          if (length < 0) continue
          const proof = siblings(length)
          const claim = rooted({ ...letter, count, index, proof })
          expect(verifyMailProof(claim)).toBe(length === depth)
        }
      },
    )
  })

  describe('siblings that do not lead to the root', () => {
    test.prop([claims, letters, words, fc.nat()], { numRuns: 200 })(
      'have one other fact',
      (claim, other, word, nat) => {
        const { count, index, proof } = claim
        const facts = [claim.root, claim.inboxId, claim.letterHash, ...proof, word]
        fc.pre(new Set([...facts, other.inboxId, other.letterHash]).size === facts.length + 2)
        expect(verifyMailProof({ ...claim, root: word })).toBe(false)
        expect(verifyMailProof({ ...claim, inboxId: other.inboxId })).toBe(false)
        expect(verifyMailProof({ ...claim, letterHash: other.letterHash })).toBe(false)
        const swapped = { inboxId: claim.letterHash, letterHash: claim.inboxId }
        expect(verifyMailProof({ ...claim, ...swapped })).toBe(false)
        if (count > 1) {
          const another = (index + 1 + (nat % (count - 1))) % count
          expect(verifyMailProof({ ...claim, index: another })).toBe(false)
          const level = nat % proof.length
          expect(verifyMailProof({ ...claim, proof: proof.with(level, word) })).toBe(false)
        }
        if (proof.length > 1) {
          expect(verifyMailProof({ ...claim, proof: proof.toReversed() })).toBe(false)
        }
      },
    )

    it('have the siblings on the other side', () => {
      const [letter] = lettersUpTo(1) as [Letter]
      const proof = siblings(3)
      for (let index = 0; index < 8; index++) {
        const leaf = specLeaf(index, letter)
        for (let path = 0; path < 8; path++) {
          const root = specFold(leaf, path, proof)
          const claim = { root, count: 8, index, ...letter, proof }
          expect(verifyMailProof(claim)).toBe(path === index)
        }
      }
    })

    it('are those of the same letter at another index', async () => {
      const [letter] = lettersUpTo(1) as [Letter]
      const tree = await mailingTree(Array<Letter>(7).fill(letter))
      for (let index = 0; index < 7; index++) {
        for (let other = 0; other < 7; other++) {
          const claim = { ...tree, ...letter, index, proof: tree.proof(other) }
          expect(verifyMailProof(claim)).toBe(other === index)
        }
      }
    })

    it('are of an inner node that stands for a leaf, its children for a letter', () => {
      const leaves = lettersUpTo(4).map((letter, index) => specLeaf(index, letter))
      const [a, b, c, d] = leaves as [Hex, Hex, Hex, Hex]
      const root = specRoot(leaves)
      const claims = [
        { index: 0, inboxId: a, letterHash: b, proof: [keccak256(concat([c, d]))] },
        { index: 1, inboxId: c, letterHash: d, proof: [keccak256(concat([a, b]))] },
      ]
      for (const claim of claims) {
        for (const count of [1, 2, 3, 4]) {
          expect(verifyMailProof({ ...claim, root, count })).toBe(false)
        }
      }
      const [left, right] = [keccak256(concat([a, b])), keccak256(concat([c, d]))]
      const top = { root, index: 0, inboxId: left, letterHash: right, proof: [] }
      expect(verifyMailProof({ ...top, count: 1 })).toBe(false)
    })

    it('are of a leaf hashed once', () => {
      const word: Hex = `0x${'07'.repeat(32)}`
      const once = keccak256(concat([zeroHash, word, word]))
      const claim = { count: 1, index: 0, inboxId: word, letterHash: word, proof: [] }
      expect(verifyMailProof({ ...claim, root: once })).toBe(false)
      expect(verifyMailProof({ ...claim, root: keccak256(once) })).toBe(true)
    })
  })

  describe('what is not of its size', () => {
    const [letter] = lettersUpTo(1) as [Letter]
    const claim = rooted({ ...letter, count: 2, index: 0, proof: siblings(1) })

    it.each([0, -1, 0.5, 1.5, 2 ** 32, 2 ** 32 + 2, Number.NaN, Number.POSITIVE_INFINITY])(
      'is a count of %d, or an index',
      (number) => {
        expect(verifyMailProof({ ...claim, count: number })).toBe(false)
        if (number !== 0) expect(verifyMailProof({ ...claim, index: number })).toBe(false)
      },
    )

    const short: Hex = '0x12'
    const long: Hex = `0x${'12'.repeat(33)}`
    const odd: Hex = `0x${'1'.repeat(63)}`
    const none = `0x${'zz'.repeat(32)}` as Hex
    it.each([short, long, odd, none, '0x' as Hex, '' as Hex])('is %j for a word', (text) => {
      expect(verifyMailProof(claim)).toBe(true)
      expect(verifyMailProof({ ...claim, root: text })).toBe(false)
      expect(verifyMailProof({ ...claim, inboxId: text })).toBe(false)
      expect(verifyMailProof({ ...claim, letterHash: text })).toBe(false)
      expect(verifyMailProof({ ...claim, proof: [text] })).toBe(false)
    })
  })
})

/** The claim with the root that makes it true, by the design's own words. */
function rooted(claim: Omit<VerifyMailProofParameters, 'root'>): VerifyMailProofParameters {
  return { ...claim, root: specFold(specLeaf(claim.index, claim), claim.index, claim.proof) }
}

const siblings = (depth: number): Hex[] =>
  Array.from({ length: depth }, (_, level) => keccak256(`0x${(level + 16).toString(16)}`))

const upper = (hex: Hex): Hex => `0x${hex.slice(2).toUpperCase()}`
