import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

/** A key of an inbox that can sign, by its secret. */
export type SigningKey = {
  /** 1 Ed25519, 3 secp256k1, 4 P-256. */
  kind: number
  /** 32 bytes: of Ed25519 the seed, of the others the scalar. */
  secretKey: Hex
}

/** What the kinds of keys that sign can do, each in the one form that Pennypost takes. */
export type SigningCurve = {
  keygen: () => { publicKey: Uint8Array; secretKey: Uint8Array }
  publicKeyOf: (secretKey: Uint8Array) => Uint8Array
  sign: (digest: Uint8Array, secretKey: Uint8Array) => Uint8Array
}

const ecdsa = { prehash: false, lowS: true, format: 'compact' } as const

const curves: ReadonlyMap<number, SigningCurve> = new Map<number, SigningCurve>([
  [
    keyKinds.ed25519,
    {
      keygen: () => ed25519.keygen(),
      publicKeyOf: (secretKey) => ed25519.getPublicKey(secretKey),
      sign: (digest, secretKey) => ed25519.sign(digest, secretKey),
    },
  ],
  [keyKinds.secp256k1, curveOfEcdsa(secp256k1)],
  [keyKinds.p256, curveOfEcdsa(p256)],
])

function curveOfEcdsa(curve: typeof secp256k1 | typeof p256): SigningCurve {
  return {
    keygen: () => curve.keygen(),
    publicKeyOf: (secretKey) => curve.getPublicKey(secretKey, true),
    sign: (digest, secretKey) => curve.sign(digest, secretKey, ecdsa),
  }
}

/** @throws {InvalidParameterError} Keys of the kind cannot sign. */
export function signingCurve(kind: number): SigningCurve {
  const curve = curves.get(kind)
  if (curve) return curve
  throw new InvalidParameterError(
    'key',
    `A key of kind ${kind} cannot sign. Kinds 1 (Ed25519), 3 (secp256k1) and 4 (P-256) can.`,
  )
}

/**
 * What a key's curve makes of its secret.
 *
 * @throws {InvalidParameterError} Keys of the kind cannot sign, or the secret is none of its kind.
 */
export function bySigningKey(
  { kind, secretKey }: SigningKey,
  make: (curve: SigningCurve, secretKey: Uint8Array) => Uint8Array,
): Hex {
  const curve = signingCurve(kind)
  const made = isSecret(secretKey) && attempt(() => make(curve, hexToBytes(secretKey)))
  if (made) return bytesToHex(made)
  // Without the secret itself, which would end up in logs.
  throw new InvalidParameterError(
    'key',
    `The secret of a key of kind ${kind} is 32 bytes in hexadecimal, and this is none.`,
  )
}

function isSecret(secretKey: Hex): boolean {
  return /^0x[0-9a-f]{64}$/i.test(secretKey)
}

/** undefined where the secret is 0, or not below the curve's order. The library's own error shows the secret: it goes no further. */
function attempt(make: () => Uint8Array): Uint8Array | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
