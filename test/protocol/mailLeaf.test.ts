import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { hexToBytes, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'

import { mailLeaf } from '../../protocol/mailLeaf.ts'
import { specLeaf, words } from './support/mailingOracles.ts'

const MAX_UINT32 = 2 ** 32 - 1
const indexes = fc.integer({ min: 0, max: MAX_UINT32 })
const word: Hex = `0x${'11'.repeat(32)}`

describe('mailLeaf', () => {
  test.prop([indexes, words, words], { numRuns: 1_000 })(
    'is hashed as the design writes it, from text and from bytes',
    (index, inboxId, letterHash) => {
      const leaf = specLeaf(index, { inboxId, letterHash })
      expect(mailLeaf(index, inboxId, letterHash)).toBe(leaf)
      expect(mailLeaf(index, hexToBytes(inboxId), letterHash)).toBe(leaf)
      expect(mailLeaf(index, inboxId, hexToBytes(letterHash))).toBe(leaf)
    },
  )

  it.each([0, 1, 255, 256, 65_536, 2 ** 31 - 1, 2 ** 31, MAX_UINT32])('of index %d', (index) => {
    const letter = { inboxId: word, letterHash: zeroHash }
    expect(mailLeaf(index, word, zeroHash)).toBe(specLeaf(index, letter))
  })

  it('of the first letter of zero words is known', () => {
    expect(mailLeaf(0, zeroHash, zeroHash)).toBe(
      '0xd5fd4d0eb2494be14301a4f3632965d5b5bff462c958f980f91470070fd13f52',
    )
  })

  it('does not mind the case of the text', () => {
    const [lower, upper]: Hex[] = [`0x${'ab'.repeat(32)}`, `0x${'AB'.repeat(32)}`]
    expect(mailLeaf(1, upper as Hex, upper as Hex)).toBe(mailLeaf(1, lower as Hex, lower as Hex))
  })

  it.each([-1, 0.5, MAX_UINT32 + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses index %d',
    (index) => {
      expect(() => mailLeaf(index, word, word)).toThrow(
        new RangeError(`Mail index ${index} is not of 32 bits.`),
      )
    },
  )

  const notWords: Hex[] = ['0x', '0x12', `0x${'0'.repeat(63)}`, `0x${'0'.repeat(65)}`]
  it.each([...notWords, `0x${'0g'.repeat(32)}`, '0'.repeat(66), `${word}\n`] as Hex[])(
    'refuses %j, which is no word',
    (text) => {
      expect(() => mailLeaf(7, text, word)).toThrow(
        new RangeError(`The inboxId of mail 7 is of 32 bytes, not ${text}.`),
      )
      expect(() => mailLeaf(7, word, text)).toThrow(
        new RangeError(`The letterHash of mail 7 is of 32 bytes, not ${text}.`),
      )
    },
  )

  it.each([0, 31, 33])('refuses %i bytes', (length) => {
    const bytes = new Uint8Array(length)
    const given = `0x${'00'.repeat(length)}`
    expect(() => mailLeaf(0, bytes, word)).toThrow(
      new RangeError(`The inboxId of mail 0 is of 32 bytes, not ${given}.`),
    )
    expect(() => mailLeaf(0, word, bytes)).toThrow(
      new RangeError(`The letterHash of mail 0 is of 32 bytes, not ${given}.`),
    )
  })
})
