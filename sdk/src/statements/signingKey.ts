import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { isBytes } from '../letters/isBytes.ts'
import { SenderStatementError } from './SenderStatementError.ts'

/** A key of an inbox that can sign, by its secret. */
export type SigningKey = {
  /** 1 Ed25519, 3 secp256k1, 4 P-256. */
  kind: number
  /** 32 bytes: of Ed25519 the seed, of the others the scalar. */
  secretKey: Hex
}

type Curve = {
  publicKeyOf: (secretKey: Uint8Array) => Uint8Array
  sign: (digest: Uint8Array, secretKey: Uint8Array) => Uint8Array
}

const ecdsa = { prehash: false, lowS: true, format: 'compact' } as const

const curves: ReadonlyMap<number, Curve> = new Map<number, Curve>([
  [
    keyKinds.ed25519,
    {
      publicKeyOf: (secretKey) => ed25519.getPublicKey(secretKey),
      sign: (digest, secretKey) => ed25519.sign(digest, secretKey),
    },
  ],
  [
    keyKinds.secp256k1,
    {
      publicKeyOf: (secretKey) => secp256k1.getPublicKey(secretKey, true),
      sign: (digest, secretKey) => secp256k1.sign(digest, secretKey, ecdsa),
    },
  ],
  [
    keyKinds.p256,
    {
      publicKeyOf: (secretKey) => p256.getPublicKey(secretKey, true),
      sign: (digest, secretKey) => p256.sign(digest, secretKey, ecdsa),
    },
  ],
])

/**
 * The public key of a signing key.
 *
 * @throws {SenderStatementError} Keys of the kind cannot sign, or the secret is none of that kind.
 */
export function publicKeyOf({ kind, secretKey }: SigningKey): Hex {
  const curve = curves.get(kind)
  if (!curve) {
    throw new SenderStatementError(
      `Keys of kind ${kind} cannot sign: give one of kind 1 (Ed25519), 3 (secp256k1) or 4 (P-256).`,
    )
  }
  const publicKey = isBytes(secretKey, 32) && pointOf(curve, hexToBytes(secretKey))
  if (publicKey) return bytesToHex(publicKey)
  // Without the secret itself, which would end up in logs.
  throw new SenderStatementError(`This is not the secret of a key of kind ${kind}, 32 bytes.`)
}

/** undefined where the scalar is 0, or not below the order. The library's own error is not passed on: it shows the value. */
function pointOf(curve: Curve, secretKey: Uint8Array): Uint8Array | undefined {
  try {
    return curve.publicKeyOf(secretKey)
  } catch {
    return undefined
  }
}

/**
 * A key's signature over a digest, 64 bytes, as `isKeySignature` takes it.
 *
 * @param key - One that `publicKeyOf` takes.
 */
export function signDigest({ kind, secretKey }: SigningKey, digest: Uint8Array): Hex {
  const curve = curves.get(kind)
  if (!curve) throw new SenderStatementError(`Keys of kind ${kind} cannot sign.`)
  return bytesToHex(curve.sign(digest, hexToBytes(secretKey)))
}
