import { fc, test } from '@fast-check/vitest'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { letterHash } from '../../../sdk/src/letters/index.ts'

describe('letterHash', () => {
  it('is Keccak of the bytes as they are', () => {
    expect(letterHash(new Uint8Array())).toBe(
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    )
  })

  test.prop([fc.uint8Array({ maxLength: 500 })])('whatever they are', (bytes) => {
    expect(letterHash(bytes)).toBe(bytesToHex(keccak_256(bytes)))
  })
})
