import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { hexToBytes } from 'viem'
import { describe, expect, it } from 'vitest'

import { mailingRoot } from '../../protocol/mailingRoot.ts'
import {
  letters,
  lettersUpTo,
  merkleTreeJs,
  padded,
  specLeaf,
  specRoot,
} from './support/mailingOracles.ts'

const NO_LETTERS = new RangeError('A mailing has 1 to 4294967295 letters, not 0.')

describe('mailingRoot', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 127, 128, 129, 255, 256, 257])(
    'of %i letters is that of the design, and of another library',
    async (count) => {
      const all = lettersUpTo(count)
      const leaves = padded(all.map((letter, index) => specLeaf(index, letter)))
      const root = specRoot(leaves)
      expect(await mailingRoot(all)).toEqual({ root, count })
      expect(merkleTreeJs(leaves).getHexRoot()).toBe(root)
    },
  )

  test.prop([fc.array(letters, { minLength: 1, maxLength: 70 })], { numRuns: 200 })(
    'of any letters is that of the design, and of another library',
    async (all) => {
      const leaves = padded(all.map((letter, index) => specLeaf(index, letter)))
      expect(await mailingRoot(all)).toEqual({ root: specRoot(leaves), count: all.length })
      expect(merkleTreeJs(leaves).getHexRoot()).toBe(specRoot(leaves))
    },
  )

  it('of one letter is its leaf', async () => {
    const [letter] = lettersUpTo(1)
    expect(letter && (await mailingRoot([letter])).root).toBe(letter && specLeaf(0, letter))
  })

  it('of 10,000 letters is that of the design, and of another library', async () => {
    const all = lettersUpTo(10_000)
    const leaves = padded(all.map((letter, index) => specLeaf(index, letter)))
    const root = specRoot(leaves)
    expect(await mailingRoot(all)).toEqual({ root, count: 10_000 })
    expect(merkleTreeJs(leaves).getHexRoot()).toBe(root)
  })

  it('depends on the order of the letters, and on how many there are', async () => {
    const all = lettersUpTo(3)
    const roots = [all, all.toReversed(), all.slice(0, 2), [...all, ...all.slice(2)]]
    const found = await Promise.all(roots.map(async (some) => (await mailingRoot(some)).root))
    expect(new Set(found).size).toBe(4)
  })

  it('takes a generator, and an async one that writes over what it gave', async () => {
    const all = lettersUpTo(37)
    const expected = await mailingRoot(all)
    expect(await mailingRoot(all.values())).toEqual(expected)
    expect(await mailingRoot(overwriting(all))).toEqual(expected)
  })

  it('is refused of no letters', async () => {
    await expect(mailingRoot([])).rejects.toThrow(NO_LETTERS)
    await expect(mailingRoot(overwriting([]))).rejects.toThrow(NO_LETTERS)
  })

  it('says which letter is wrong, and reads no further', async () => {
    let read = 0
    function* some() {
      for (const letter of lettersUpTo(10)) {
        read += 1
        yield read === 4 ? { ...letter, letterHash: '0x1234' as Hex } : letter
      }
    }
    await expect(mailingRoot(some())).rejects.toThrow(
      new RangeError('The letterHash of mail 3 is of 32 bytes, not 0x1234.'),
    )
    expect(read).toBe(4)
  })

  it('fails as its source fails', async () => {
    function* broken() {
      yield* lettersUpTo(3)
      throw new Error('The line is dead.')
    }
    await expect(mailingRoot(broken())).rejects.toThrow(new Error('The line is dead.'))
  })
})

async function* overwriting(all: { inboxId: Hex; letterHash: Hex }[]) {
  const letter = { inboxId: new Uint8Array(32), letterHash: new Uint8Array(32) }
  for (const { inboxId, letterHash } of all) {
    await Promise.resolve()
    letter.inboxId.set(hexToBytes(inboxId))
    letter.letterHash.set(hexToBytes(letterHash))
    yield letter
  }
}
