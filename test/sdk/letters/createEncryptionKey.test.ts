import { bytesToHex, hexToBytes } from 'viem'
import { describe, expect, it } from 'vitest'
import { keyLengths } from '../../../protocol/keyKinds.ts'
import { createEncryptionKey, openLetter, sealLetter } from '../../../sdk/src/letters/index.ts'
import { codeOf } from './support/codeOf.ts'
import { publicOf, to } from './support/keys.ts'
import type { Kind } from './support/rfc9180.ts'
import { publicKeyOf } from './support/rfc9180.ts'

describe('createEncryptionKey', () => {
  it.each([2, 5] as const)(
    'makes a key of kind %i that letters are opened with',
    async (kind: Kind) => {
      const key = await createEncryptionKey(kind)
      expect(key.kind).toBe(kind)
      expect(hexToBytes(key.publicKey)).toHaveLength(keyLengths(kind)?.max ?? 0)
      expect(bytesToHex(publicKeyOf(kind, hexToBytes(key.secretKey)))).toBe(key.publicKey)
      const content = Uint8Array.of(1)
      const sealed = await sealLetter({ ...to, keys: [publicOf(key)], content })
      expect(await openLetter({ ...to, key, sealed })).toEqual(content)
    },
  )

  it('makes another each time', async () => {
    const [one, two] = [await createEncryptionKey(2), await createEncryptionKey(2)]
    expect(one.secretKey).not.toBe(two.secretKey)
  })

  it.each([0, 1, 3, 4, 6, 1_000])('makes none of kind %i', async (kind) => {
    expect(await codeOf(createEncryptionKey(kind))).toBe('bad_parameter')
  })
})
