import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { bytesToHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import type { EncryptionKeyPair } from '../../../sdk/src/letters/index.ts'
import {
  maxContentBytes,
  maxLetterBytes,
  NoEncryptionKeyError,
  openLetter,
  sealLetter,
} from '../../../sdk/src/letters/index.ts'
import { codeOf } from './support/codeOf.ts'
import { keyOf, publicOf, to } from './support/keys.ts'
import { handKeyId, openByHand, partsOf } from './support/letterByHand.ts'

const [a, b, c, d] = [keyOf(2, 'a'), keyOf(5, 'b'), keyOf(2, 'c'), keyOf(5, 'd')]
const content = new TextEncoder().encode('Shall we meet at noon?')
const publics = (keys: readonly EncryptionKeyPair[]) => keys.map(publicOf)
const seal = (keys: readonly EncryptionKeyPair[], what = content) =>
  sealLetter({ ...to, keys: publics(keys), content: what })

/** 32 bytes of u that lie in the subgroup of 8: whatever the scalar, the shared point is 0. */
const lowOrder = { kind: 2, publicKey: zeroHash }
/** Coefficients above the modulus, which ML-KEM refuses. */
const badLattice = { kind: 5, publicKey: `0x${'ff'.repeat(1_216)}` as Hex }

describe('sealLetter', () => {
  describe('given keys that can be encrypted to', () => {
    it.each([
      ['one X25519 key', [a]],
      ['one X-Wing key', [b]],
      ['two of a kind', [a, c]],
      ['both kinds', [a, b, c, d]],
    ])('seals for %s, and each opens it', async (_, keys) => {
      const sealed = await seal(keys)
      for (const key of keys) {
        expect(await openLetter({ ...to, key, sealed })).toEqual(content)
        expect(openByHand(sealed, key)).toEqual(content)
      }
    })

    it('seals for 256, and any of them opens the longest letter', async () => {
      const keys = Array.from({ length: 256 }, (_, i) => keyOf(5, `${i}`))
      const longest = new Uint8Array(maxContentBytes).fill(7)
      const sealed = await seal(keys, longest)
      expect(sealed).toHaveLength(maxLetterBytes)
      expect(maxLetterBytes).toBe(831_837)
      for (const key of [keys[0], keys[100], keys[255]]) {
        if (!key) throw new Error('256 keys')
        expect(await openLetter({ ...to, key, sealed })).toEqual(longest)
      }
    })

    it('has as many bytes as its keys of each kind, and its content, take', async () => {
      const keys = Array.from({ length: 16 }, (_, i) => keyOf(i % 8 === 0 ? 5 : 2, `${i}`))
      const sealed = await seal(keys)
      expect(sealed).toHaveLength(77 + 14 * 113 + 2 * 1_201 + 1_024 + 16)
    })

    it('lets no key stand twice, however it is written', async () => {
      const upper = { ...a, publicKey: `0x${a.publicKey.slice(2).toUpperCase()}` as Hex }
      const sealed = await seal([a, upper, a])
      expect(sealed).toHaveLength(77 + 113 + 1_024 + 16)
      expect(await openLetter({ ...to, key: upper, sealed })).toEqual(content)
    })

    it('has them in the order of their ids, whatever order they were given in', async () => {
      const ids = async (keys: EncryptionKeyPair[]) =>
        partsOf(await seal(keys)).entries.map(({ keyId }) => bytesToHex(keyId))
      const sorted = [a, b, c, d].map((key) => bytesToHex(handKeyId(key))).sort()
      expect(await ids([a, b, c, d])).toEqual(sorted)
      expect(await ids([d, b, c, a])).toEqual(sorted)
    })

    it('passes over other kinds, and points that cannot be encrypted to', async () => {
      const ed25519 = { kind: 1, publicKey: a.publicKey }
      const own = { kind: 1_000, publicKey: '0x01' as const }
      const keys = [ed25519, lowOrder, badLattice, own, publicOf(a)]
      const sealed = await sealLetter({ ...to, keys, content })
      expect(partsOf(sealed).entries).toHaveLength(1)
      expect(await openLetter({ ...to, key: a, sealed })).toEqual(content)
    })

    it('shares nothing but the address with a letter of the same content', async () => {
      const [one, two] = [partsOf(await seal([a])), partsOf(await seal([a]))]
      const commitments = [one, two].map(({ address }) => bytesToHex(address.slice(44)))
      expect(new Set(commitments).size).toBe(2)
      expect(one.address.slice(0, 44)).toEqual(two.address.slice(0, 44))
      expect(one.entries[0]?.encapsulation).not.toEqual(two.entries[0]?.encapsulation)
      expect(one.entries[0]?.wrapped).not.toEqual(two.entries[0]?.wrapped)
      expect(one.body).not.toEqual(two.body)
    })
  })

  describe('given content', () => {
    it('takes 0 bytes, and as many as there may be', async () => {
      for (const length of [0, maxContentBytes]) {
        const given = new Uint8Array(length).fill(7)
        const sealed = await seal([a], given)
        expect(await openLetter({ ...to, key: a, sealed })).toEqual(given)
      }
    })

    it('refuses one byte more', async () => {
      const given = new Uint8Array(maxContentBytes + 1)
      expect(await codeOf(seal([a], given))).toBe('content_too_long')
    })

    it('has read it when it returns its promise', async () => {
      const given = Uint8Array.from(content)
      const promise = seal([a], given)
      given.fill(0)
      expect(await openLetter({ ...to, key: a, sealed: await promise })).toEqual(content)
    })

    it.each([
      [0, 1_020, 1_024],
      [1_021, 1_084, 1_088],
      [8_190, 8_700, 8_704],
    ])('of %i to %i bytes makes letters of one length', async (least, most, padded) => {
      for (const length of [least, most]) {
        expect(await seal([a], new Uint8Array(length))).toHaveLength(77 + 113 + padded + 16)
      }
      expect((await seal([a], new Uint8Array(most + 1))).length).toBeGreaterThan(padded + 206)
    })

    test.prop([fc.uint8Array({ maxLength: 3_000 }), fc.constantFrom(a, b)], { numRuns: 20 })(
      'gives it back, also to who opens by the description alone',
      async (given, key) => {
        const sealed = await seal([key], given)
        expect(await openLetter({ ...to, key, sealed })).toEqual(given)
        expect(openByHand(sealed, key)).toEqual(given)
      },
    )
  })

  describe('given no key that can be encrypted to', () => {
    it.each([
      [[], [], 'no key to encrypt to'],
      [
        [
          { kind: 3, publicKey: '0x02' },
          { kind: 1, publicKey: '0x' },
          { kind: 3, publicKey: '0x' },
        ],
        [1, 3],
        'kind 1, 3',
      ],
      [[lowOrder, badLattice], [2, 5], 'kind 2, 5'],
    ] as const)('refuses, and names the kinds: %#', async (keys, kinds, text) => {
      const error = await sealLetter({ ...to, keys, content }).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(NoEncryptionKeyError)
      expect((error as NoEncryptionKeyError).kinds).toEqual(kinds)
      expect((error as NoEncryptionKeyError).shortMessage).toContain(text)
    })
  })

  it('refuses 257 keys, and takes 257 of which two are the same', async () => {
    const keys = Array.from({ length: 257 }, (_, i) => keyOf(2, `many ${i}`))
    expect(await codeOf(seal(keys))).toBe('too_many_keys')
    const [first = a] = keys
    expect(await codeOf(seal([...keys.slice(0, 256), first]))).toBe('opened')
  })

  it.each([
    [{ chainId: 0 }],
    [{ chainId: -1 }],
    [{ chainId: 1.5 }],
    [{ chainId: 2 ** 53 }],
    [{ inboxId: '0x01' as Hex }],
    [{ inboxId: `0x${'1'.repeat(63)}` as Hex }],
    [{ inboxId: `0x${'g'.repeat(64)}` as Hex }],
    [{ keys: [{ kind: 2, publicKey: '0x01' as Hex }] }],
    [{ keys: [{ kind: 5, publicKey: a.publicKey }] }],
  ])('refuses what makes no sense: %o', async (odd) => {
    const parameters = { ...to, keys: [publicOf(a)], content, ...odd }
    expect(await codeOf(sealLetter(parameters))).toBe('bad_parameter')
  })
})
