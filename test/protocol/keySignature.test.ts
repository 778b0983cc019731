import type { KeyObject } from 'node:crypto'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import type { Hex } from 'viem'
import {
  bytesToHex,
  concat,
  hexToBigInt,
  hexToBytes,
  numberToHex,
  slice,
  stringToBytes,
} from 'viem'
import { describe, expect, it } from 'vitest'

import { keyKinds } from '../../protocol/keyKinds.ts'
import { isKeySignature } from '../../protocol/keySignature.ts'
import { flipBit } from '../helpers/flipBit.ts'

const { ed25519, secp256k1, p256 } = keyKinds

/** Orders of the groups: `s` and n − s are the two halves of one ECDSA signature, s and s + n two of one Ed25519 signature. */
const orders = {
  [ed25519]: 2n ** 252n + 27742317777372353535851937790883648493n,
  [secp256k1]: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  [p256]: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
}

// Node signs with OpenSSL and hashes for ECDSA by itself, with SHA-256; that hash is the digest that we are given.
const message = createHash('sha256').update('hello').digest()
const signers = {
  [ed25519]: edKey(),
  [secp256k1]: ecKey('secp256k1'),
  [p256]: ecKey('prime256v1'),
}
type Kind = keyof typeof signers
const kinds = [ed25519, secp256k1, p256] as const

describe('isKeySignature', () => {
  it.each(kinds)('takes what OpenSSL signs with a key of kind %i', (kind) => {
    const { publicKey, signed } = signers[kind]
    for (let i = 0; i < 10; i++) {
      const signature = lowS(kind, signed())
      expect(isKeySignature({ kind, publicKey, message, signature })).toBe(true)
    }
  })

  it('takes the first signature of RFC 8032, of an empty message', () => {
    expect(
      isKeySignature({
        kind: ed25519,
        publicKey: '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        message: new Uint8Array(),
        signature:
          '0xe5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      }),
    ).toBe(true)
  })

  it('takes the P-256 signature of "sample" in RFC 6979', () => {
    expect(
      isKeySignature({
        kind: p256,
        publicKey: '0x0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6',
        message: createHash('sha256').update('sample').digest(),
        signature:
          '0xefd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
      }),
    ).toBe(true)
  })

  it.each([
    [secp256k1, false],
    [p256, true],
  ] as const)('of kind %i and with s in the upper half: %s', (kind, expected) => {
    const { publicKey, signed } = signers[kind]
    const low = lowS(kind, signed())
    const high = withS(low, orders[kind] - sOf(low))
    expect(sOf(high)).toBeGreaterThan(orders[kind] / 2n)
    expect(isKeySignature({ kind, publicKey, message, signature: low })).toBe(true)
    expect(isKeySignature({ kind, publicKey, message, signature: high })).toBe(expected)
  })

  it.each([secp256k1, p256] as const)(
    'refuses r and s of 0 and of the order, of kind %i',
    (kind) => {
      const { publicKey, signed } = signers[kind]
      const signature = lowS(kind, signed())
      const order = numberToHex(orders[kind], { size: 32 })
      const zero = numberToHex(0, { size: 32 })
      for (const value of [zero, order]) {
        for (const wrong of [
          concat([value, slice(signature, 32)]),
          concat([slice(signature, 0, 32), value]),
          concat([value, value]),
        ]) {
          expect(isKeySignature({ kind, publicKey, message, signature: wrong })).toBe(false)
        }
      }
    },
  )

  it('refuses an Ed25519 s beyond the order', () => {
    const { publicKey, signed } = signers[ed25519]
    const bytes = hexToBytes(signed())
    const s = hexToBigInt(bytesToHex(bytes.slice(32).reverse())) + orders[ed25519]
    const beyond = hexToBytes(numberToHex(s, { size: 32 })).reverse()
    const signature = bytesToHex(Uint8Array.from([...bytes.slice(0, 32), ...beyond]))
    expect(isKeySignature({ kind: ed25519, publicKey, message, signature })).toBe(false)
  })

  it.each(ED25519_TORSION_SUBGROUP)('refuses the Ed25519 key %s, of small order', (point) => {
    // With s = 0 and R the neutral point, or one of small order, the equation holds for some message.
    for (const r of ED25519_TORSION_SUBGROUP) {
      const signature: Hex = `0x${r}${'00'.repeat(32)}`
      expect(isKeySignature({ kind: ed25519, publicKey: `0x${point}`, message, signature })).toBe(
        false,
      )
    }
  })

  it('refuses an Ed25519 key that is the neutral point, not canonically written', () => {
    // y = p + 1, which is 1.
    const publicKey: Hex = `0xee${'ff'.repeat(30)}7f`
    const signature: Hex = `0x01${'00'.repeat(63)}`
    expect(isKeySignature({ kind: ed25519, publicKey, message, signature })).toBe(false)
  })

  it.each(kinds)('refuses signatures of another length, of kind %i', (kind) => {
    const { publicKey, signed } = signers[kind]
    const signature = lowS(kind, signed())
    const others: Hex[] = ['0x', slice(signature, 0, 63)]
    others.push(
      ...([0, 1, 27, 28] as const).map((v) => concat([signature, numberToHex(v, { size: 1 })])),
    )
    others.push(concat([signature, signature]))
    for (const other of others) {
      expect(isKeySignature({ kind, publicKey, message, signature: other })).toBe(false)
    }
  })

  it.each([secp256k1, p256] as const)('refuses a DER signature, of kind %i', (kind) => {
    const { publicKey, der } = signers[kind]
    expect(isKeySignature({ kind, publicKey, message, signature: der() })).toBe(false)
  })

  it('refuses ERC-2098, where s carries the parity', () => {
    const { publicKey, signed } = signers[secp256k1]
    const signature = lowS(secp256k1, signed())
    const compact = withS(signature, sOf(signature) + 2n ** 255n)
    expect(isKeySignature({ kind: secp256k1, publicKey, message, signature: compact })).toBe(false)
  })

  it.each([secp256k1, p256] as const)('refuses an uncompressed key, of kind %i', (kind) => {
    const { publicKey, uncompressed, signed } = signers[kind]
    const signature = lowS(kind, signed())
    expect(isKeySignature({ kind, publicKey, message, signature })).toBe(true)
    expect(isKeySignature({ kind, publicKey: uncompressed, message, signature })).toBe(false)
  })

  it.each([secp256k1, p256] as const)('signs digests of 32 bytes alone, of kind %i', (kind) => {
    const { publicKey, signed } = signers[kind]
    const signature = lowS(kind, signed())
    // ECDSA looks at no more than 32 bytes of it.
    const longer = Uint8Array.from([...message, 0])
    expect(isKeySignature({ kind, publicKey, message: longer, signature })).toBe(false)
  })

  it.each([0, 2, 5, 6, 7, 999, 1_000, 65_535])('is nothing to kind %i', (kind) => {
    const { publicKey, signed } = signers[ed25519]
    expect(isKeySignature({ kind, publicKey, message, signature: signed() })).toBe(false)
  })

  it.each(kinds)('is of the very key, also of one of another kind, of kind %i', (kind) => {
    const signature = lowS(kind, signers[kind].signed())
    for (const other of kinds) {
      const { publicKey } = signers[other]
      expect(isKeySignature({ kind: other, publicKey, message, signature })).toBe(other === kind)
    }
  })

  describe.each(kinds)('of kind %i', (kind) => {
    const { publicKey, signed } = signers[kind]
    const signature = lowS(kind, signed())

    test.prop([fc.constantFrom('publicKey', 'message', 'signature'), fc.nat(8 * 64 - 1)], {
      numRuns: 150,
    })('fails with any bit flipped', (part, bit) => {
      const given = { publicKey, message: bytesToHex(message), signature }
      const flipped = { ...given, [part]: flipBit(given[part], bit) }
      const parameters = { kind, ...flipped, message: hexToBytes(flipped.message) }
      expect(isKeySignature(parameters)).toBe(false)
    })

    const bytes = (lengths: readonly number[]) =>
      fc
        .constantFrom(...lengths)
        .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))

    test.prop([bytes([32, 33]), bytes([0, 32, 33]), bytes([0, 63, 64, 65, 1_024])], {
      numRuns: 150,
    })('is true of no random bytes, and never throws', (key, text, proof) => {
      const parameters = { kind, publicKey: bytesToHex(key), message: text }
      expect(isKeySignature({ ...parameters, signature: bytesToHex(proof) })).toBe(false)
      expect(isKeySignature({ kind, publicKey, message: text, signature: bytesToHex(proof) })).toBe(
        false,
      )
    })

    test.prop([bytes([31]), fc.constantFrom(0, 2, 3, 4)], { numRuns: 100 })(
      'is true of no key off the curve',
      (rest, prefix) => {
        const key: Hex = `0x${kind === ed25519 ? '' : `0${prefix}`}ff${Buffer.from(rest).toString('hex')}`
        expect(isKeySignature({ kind, publicKey: key, message, signature })).toBe(false)
      },
    )
  })
})

function edKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const signed = () => bytesToHex(sign(null, message, privateKey))
  return { publicKey: rawKey(publicKey, 32), signed }
}

function ecKey(namedCurve: string) {
  const { publicKey: key, privateKey } = generateKeyPairSync('ec', { namedCurve })
  const uncompressed = rawKey(key, 65)
  const isOdd = (hexToBigInt(uncompressed) & 1n) === 1n
  const publicKey = concat([isOdd ? '0x03' : '0x02', slice(uncompressed, 1, 33)])
  const signedAs = (dsaEncoding: 'der' | 'ieee-p1363') =>
    bytesToHex(sign('sha256', stringToBytes('hello'), { key: privateKey, dsaEncoding }))
  const signed = () => signedAs('ieee-p1363')
  return { publicKey, uncompressed, signed, der: () => signedAs('der') }
}

/** The last bytes of a key's DER encoding are the key itself. */
function rawKey(key: KeyObject, length: number): Hex {
  return bytesToHex(key.export({ type: 'spki', format: 'der' }).subarray(-length))
}

function sOf(signature: Hex): bigint {
  return hexToBigInt(slice(signature, 32))
}

function withS(signature: Hex, s: bigint): Hex {
  return concat([slice(signature, 0, 32), numberToHex(s, { size: 32 })])
}

/** The signature with `s` in the lower half, which OpenSSL does not see to. */
function lowS(kind: Kind, signature: Hex): Hex {
  if (kind === ed25519) return signature
  const s = sOf(signature)
  return s > orders[kind] / 2n ? withS(signature, orders[kind] - s) : signature
}
