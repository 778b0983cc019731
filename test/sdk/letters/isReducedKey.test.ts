import { fc, test } from '@fast-check/vitest'
import { hexToBytes } from 'viem'
import { describe, expect, it } from 'vitest'
import { isReducedKey } from '../../../sdk/src/letters/isReducedKey.ts'
import { keyOf } from './support/keys.ts'

const key = hexToBytes(keyOf(5, 'a').publicKey)

/** The key with a number in place of one of its 768. */
function withCoefficient(index: number, value: number): Uint8Array {
  const at = (index >> 1) * 3
  const middle = key[at + 1] ?? 0
  if (index % 2 === 0)
    return key.with(at, value & 0xff).with(at + 1, (middle & 0xf0) | (value >> 8))
  return key.with(at + 1, (middle & 0xf) | ((value & 0xf) << 4)).with(at + 2, value >> 4)
}

describe('isReducedKey', () => {
  it('takes a key', () => {
    expect(isReducedKey(key)).toBe(true)
  })

  test.prop([fc.nat(767), fc.nat(4_095)])('wants each number below 3,329', (index, value) => {
    expect(isReducedKey(withCoefficient(index, value))).toBe(value < 3_329)
  })

  it.each([0, 1, 766, 767])('at its boundary, of number %i', (index) => {
    expect(isReducedKey(withCoefficient(index, 3_328))).toBe(true)
    expect(isReducedKey(withCoefficient(index, 3_329))).toBe(false)
  })

  it('does not look at the seed and the point after them', () => {
    expect(isReducedKey(key.with(1_152, 0xff).with(1_153, 0xff).fill(0xff, 1_152))).toBe(true)
  })
})
