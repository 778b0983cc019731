import type { Hex } from 'viem'
import { bytesToHex, concat, keccak256, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'

import { mailingDepth, nodeAbove, paddingNode } from '../../protocol/mailingNodes.ts'
import { specDepth } from './support/mailingOracles.ts'

const MAX_COUNT = 2 ** 32 - 1

describe('mailingDepth', () => {
  it.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [8, 3],
    [9, 4],
    [1_000_000, 20],
    [2 ** 20, 20],
    [2 ** 20 + 1, 21],
    [2 ** 31, 31],
    [2 ** 31 + 1, 32],
    [MAX_COUNT, 32],
  ])('of %d letters is %d', (count, depth) => {
    expect(mailingDepth(count)).toBe(depth)
  })

  it('is the smallest that has room', () => {
    for (let count = 1; count <= 5_000; count++) expect(mailingDepth(count)).toBe(specDepth(count))
  })

  it.each([0, -1, 1.5, MAX_COUNT + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'of %d letters there is none',
    (count) => {
      expect(() => mailingDepth(count)).toThrow(
        new RangeError(`A mailing has 1 to 4294967295 letters, not ${count}.`),
      )
    },
  )
})

describe('nodeAbove', () => {
  it('tells left from right, and is of both alone', () => {
    const [left, right] = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)]
    const [a, b] = [bytesToHex(left), bytesToHex(right)]
    const node = nodeAbove(left, right)
    expect(bytesToHex(nodeAbove(right, left))).toBe(keccak256(concat([b, a])))
    expect(bytesToHex(node)).toBe(keccak256(concat([a, b])))
  })
})

describe('paddingNode', () => {
  it('is a zero word, and above it hashed as everything is', () => {
    let node: Hex = zeroHash
    for (let level = 0; level < 32; level++) {
      expect(bytesToHex(paddingNode(level))).toBe(node)
      node = keccak256(concat([node, node]))
    }
  })

  it.each([-1, 32, 0.5])('is on no level %d', (level) => {
    expect(() => paddingNode(level)).toThrow(
      new RangeError(`No mailing has padding on level ${level}.`),
    )
  })
})
