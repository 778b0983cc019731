import { fc, test } from '@fast-check/vitest'
import { concatBytes } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import { bytesToHex, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import type { EncryptionKeyPair } from '../../../sdk/src/letters/index.ts'
import {
  letterHash,
  maxLetterBytes,
  openLetter,
  sealLetter,
  textOfContent,
} from '../../../sdk/src/letters/index.ts'
import { padContent } from '../../../sdk/src/letters/padding.ts'
import { codeOf } from './support/codeOf.ts'
import { inboxId, keyOf, publicOf, to } from './support/keys.ts'
import { handKeyId, joined, partsOf, sealByHand } from './support/letterByHand.ts'
import { letterOfVersion1 } from './support/version1.ts'

const content = new TextEncoder().encode('Shall we meet at noon?')
const idOf = (key: EncryptionKeyPair) => bytesToHex(handKeyId(key))
const byId = (keys: EncryptionKeyPair[]) => keys.sort((x, y) => (idOf(x) < idOf(y) ? -1 : 1))
/** In the order of their ids. */
const [a, b] = byId([keyOf(2, 'a'), keyOf(2, 'b')]) as [EncryptionKeyPair, EncryptionKeyPair]
const wing = keyOf(5, 'wing')

const seal = (...keys: EncryptionKeyPair[]) =>
  sealLetter({ ...to, keys: keys.map(publicOf), content })
const open = (sealed: Uint8Array, key = a) => openLetter({ ...to, key, sealed })
const codeFor = (sealed: Uint8Array, key = a) => codeOf(open(sealed, key))

const letter = await seal(a)
const ofTwo = await seal(a, b)
const ofWing = await seal(wing)

function flipped(sealed: Uint8Array, bit: number): Uint8Array {
  const at = bit >> 3
  return sealed.with(at, (sealed[at] ?? 0) ^ (1 << (bit & 7)))
}

describe('openLetter', () => {
  it.each([
    ['X25519', a],
    ['X-Wing', wing],
  ])('opens what was sealed by the description alone, for %s', async (_, key) => {
    const sealed = sealByHand({ ...to, keys: byId([key, b]), padded: padContent(content) })
    expect(await open(sealed, key)).toEqual(content)
  })

  it.each([2, 5] as const)(
    'opens a letter of version 1 for ever, by a key of kind %i',
    async (kind) => {
      const opened = await open(letterOfVersion1, keyOf(kind, 'version 1'))
      expect(textOfContent(opened)).toBe('Sealed in 2026.')
      expect(letterHash(letterOfVersion1)).toBe(
        '0xb82ddc89ebcb2e0e38593ecf7e1dfa9fb4d51c94cce786a9d95bed6205b66444',
      )
    },
  )

  it('opens any view of the bytes', async () => {
    const around = concatBytes(Uint8Array.of(1, 2, 3), letter, Uint8Array.of(4))
    expect(await open(around.subarray(3, -1))).toEqual(content)
    expect(await open(Buffer.from(letter))).toEqual(content)
    const shared = new Uint8Array(new SharedArrayBuffer(letter.length))
    shared.set(letter)
    expect(await open(shared)).toEqual(content)
  })

  it('has read them when it returns its promise', async () => {
    const sealed = Uint8Array.from(letter)
    const promise = open(sealed)
    sealed.fill(0)
    expect(await promise).toEqual(content)
  })

  describe('given a letter that is for another', () => {
    it('says so for another inbox, chain, or key', async () => {
      const other = keccak256(inboxId)
      const codes = [
        await codeOf(openLetter({ ...to, inboxId: other, key: a, sealed: letter })),
        await codeOf(openLetter({ ...to, chainId: 1, key: a, sealed: letter })),
        await codeFor(letter, b),
        await codeFor(letter, wing),
        await codeFor(ofWing, a),
      ]
      expect(codes).toEqual(Array(5).fill('not_for_this_key'))
    })

    it('does not open once it was readdressed', async () => {
      const { address, entries, body } = partsOf(letter)
      const chain = joined({ address: address.with(11, 1), entries, body })
      const inbox = joined({ address: address.with(12, (address[12] ?? 0) ^ 1), entries, body })
      const other = bytesToHex(inbox.slice(12, 44))
      const chainId = Number(new DataView(chain.buffer).getBigUint64(4))
      expect(await codeOf(openLetter({ ...to, chainId, key: a, sealed: chain }))).toBe('damaged')
      expect(await codeOf(openLetter({ ...to, inboxId: other, key: a, sealed: inbox }))).toBe(
        'damaged',
      )
      // Nor for another key, in whose place it is put.
      const moved = entries.map((entry) => ({ ...entry, keyId: handKeyId(b) }))
      expect(await codeFor(joined({ address, entries: moved, body }), b)).toBe('damaged')
    })
  })

  describe('given a letter of which one bit was changed', () => {
    /** Each `step`-th bit. */
    const codes = (from: number, to: number, step: number) =>
      Promise.all(
        Array.from({ length: Math.ceil((8 * (to - from)) / step) }, (_, i) =>
          codeFor(flipped(letter, 8 * from + i * step)),
        ),
      )

    // Where a bit is found out by trying to decrypt, 7 at a time: no byte is left out, and every place of a bit comes up.
    it.each([
      ['its magic', 0, 3, 1, ['not_a_letter']],
      ['its version', 3, 4, 1, ['other_version']],
      ['its chain and inbox', 4, 44, 1, ['not_for_this_key']],
      ['its commitment', 44, 76, 7, ['damaged']],
      ['the count and kind of its keys', 76, 78, 1, ['damaged']],
      ['the id of its key', 78, 110, 1, ['not_for_this_key']],
      ['its encapsulation and wrapped secret', 110, 190, 7, ['damaged']],
      // One authenticated text: a bit of each of its blocks.
      ['its body', 190, 1_214, 67, ['damaged']],
      ['its tag', 1_214, 1_230, 7, ['damaged']],
    ])('refuses it: in %s', async (_, from, to, step, expected) => {
      expect([...new Set(await codes(from, to, step))]).toEqual(expected)
    })

    test.prop([fc.nat(8 * letter.length - 1)], { numRuns: 50 })(
      'refuses it anywhere',
      async (bit) => {
        expect(await codeFor(flipped(letter, bit))).not.toBe('opened')
      },
    )

    test.prop([fc.nat(8 * ofWing.length - 1)], { numRuns: 20 })('of X-Wing too', async (bit) => {
      expect(await codeFor(flipped(ofWing, bit), wing)).not.toBe('opened')
    })

    test.prop([fc.nat(8 * ofTwo.length - 1)], { numRuns: 30 })(
      'also where it says something of another key',
      async (bit) => {
        expect(await codeFor(flipped(ofTwo, bit), a)).not.toBe('opened')
        expect(await codeFor(flipped(ofTwo, bit), b)).not.toBe('opened')
      },
    )
  })

  describe('given a letter of another length', () => {
    it('refuses it however short it was cut', async () => {
      for (let length = 0; length < letter.length; length++) {
        const code = await codeFor(letter.subarray(0, length))
        expect([length, code]).toEqual([length, length < 4 ? 'not_a_letter' : 'damaged'])
      }
    })

    it('refuses it with something after it, up to a whole bucket', async () => {
      for (const more of [1, 16, 64, 1_024]) {
        expect(await codeFor(concatBytes(letter, new Uint8Array(more)))).toBe('damaged')
      }
    })

    it('takes none for a letter that is longer than the longest', async () => {
      const most = new Uint8Array(maxLetterBytes)
      most.set(letter)
      expect(await codeFor(most)).toBe('damaged')
      const more = new Uint8Array(maxLetterBytes + 1)
      more.set(letter)
      expect(await codeFor(more)).toBe('not_a_letter')
    })
  })

  describe('given parts of two letters', () => {
    it('refuses every mixture', async () => {
      const [one, two] = [partsOf(ofTwo), partsOf(await seal(a, b))]
      const [firstOfOne, secondOfOne] = one.entries
      const [firstOfTwo, secondOfTwo] = two.entries
      if (!firstOfOne || !secondOfOne || !firstOfTwo || !secondOfTwo) throw new Error('two keys')
      const mixed = (wrapped: Uint8Array, encapsulation: Uint8Array) => [
        { ...firstOfOne, wrapped, encapsulation },
        secondOfOne,
      ]
      const mixtures = [
        { ...one, body: two.body },
        { ...one, entries: two.entries },
        { ...one, address: two.address },
        { ...two, address: one.address, body: one.body },
        { ...one, entries: [firstOfOne, secondOfTwo] },
        { ...one, entries: [firstOfTwo, secondOfOne] },
        { ...one, entries: mixed(firstOfTwo.wrapped, firstOfOne.encapsulation) },
        { ...one, entries: mixed(firstOfOne.wrapped, firstOfTwo.encapsulation) },
        { ...one, entries: mixed(secondOfOne.wrapped, secondOfOne.encapsulation) },
        // A key less, or once more, or in another place: the body is for all of them.
        { ...one, entries: [firstOfOne] },
        { ...one, entries: [firstOfOne, firstOfOne, secondOfOne] },
        { ...one, entries: [secondOfOne, firstOfOne] },
        { ...partsOf(letter), entries: one.entries },
      ]
      for (const mixture of mixtures) expect(await codeFor(joined(mixture), a)).toBe('damaged')
    })
  })

  describe('given a sender that does not keep to the description', () => {
    const forged = (padded: Uint8Array, secrets?: Uint8Array[]) =>
      sealByHand({ ...to, keys: [a, b], padded, secrets })

    it('opens for no key that was given another secret than the one committed to', async () => {
      const secrets = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
      const sealed = forged(padContent(content), secrets)
      expect(await codeFor(sealed, a)).toBe('opened')
      expect(await codeFor(sealed, b)).toBe('damaged')
    })

    it('refuses a body that is not padded as it ought to be', async () => {
      const padded = padContent(content)
      expect(await codeFor(forged(padded.with(1_023, 1)))).toBe('damaged')
      expect(await codeFor(forged(padded.with(0, 0xff)))).toBe('damaged')
      expect(await codeFor(forged(concatBytes(padded, new Uint8Array(64))))).toBe('damaged')
      expect(await codeFor(forged(padded.subarray(0, 512)))).toBe('damaged')
      expect(await codeFor(forged(new Uint8Array(0)))).toBe('damaged')
    })

    it('refuses keys out of order, or twice', async () => {
      const padded = padContent(content)
      expect(await codeFor(sealByHand({ ...to, keys: [b, a], padded }))).toBe('damaged')
      expect(await codeFor(sealByHand({ ...to, keys: [a, a], padded }))).toBe('damaged')
    })
  })

  describe('given any bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 2_000 })
    const beginning = letter.subarray(0, 4)

    test.prop([bytes])('refuses them with one of its codes', async (any) => {
      expect(await codeFor(any)).toBe('not_a_letter')
    })

    test.prop([bytes])('also if they begin as a letter', async (any) => {
      const codes = ['damaged', 'not_for_this_key']
      expect(codes).toContain(await codeFor(concatBytes(beginning, any)))
    })

    test.prop([bytes, fc.nat(letter.length - 1)])(
      'also if they go on as one, and are for this key',
      async (any, at) => {
        const most = letter.subarray(0, Math.max(at, 110))
        expect(await codeFor(concatBytes(most, any))).not.toBe('opened')
      },
    )

    it('also a letter that is said to be for 256 keys', async () => {
      expect(await codeFor(letter.with(76, 255))).toBe('damaged')
      const entries = new Uint8Array(256 * 1_201).fill(5)
      const many = concatBytes(letter.subarray(0, 76), Uint8Array.of(255), entries)
      expect(await codeFor(many)).toBe('damaged')
    })
  })

  it.each([
    ['a kind that letters are not sealed for', { kind: 1 }],
    ['a public key of another length', { publicKey: '0x01' as Hex }],
    ['a secret of another length', { secretKey: '0x01' as Hex }],
    ['the secret of another key', { secretKey: b.secretKey }],
  ])('tells its caller of %s', async (_, odd) => {
    expect(await codeFor(letter, { ...a, ...odd })).toBe('bad_parameter')
  })

  it('tells its caller of the secret of another X-Wing key', async () => {
    const { secretKey } = keyOf(5, 'another')
    expect(await codeFor(ofWing, { ...wing, secretKey })).toBe('bad_parameter')
  })

  it('shows no secret in its errors', async () => {
    const odd = `${a.secretKey}00` as Hex
    const error = await open(letter, { ...a, secretKey: odd }).catch((thrown: unknown) => thrown)
    expect(String((error as Error).stack)).not.toContain(a.secretKey.slice(2))
  })
})
