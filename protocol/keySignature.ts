import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { hexToBytes, size } from 'viem'
import { keyKinds, keyLengths } from './keyKinds.ts'

export type KeySignatureParameters = {
  kind: number
  publicKey: Hex
  /** What was signed: for Ed25519 of any length, for the others a digest of 32 bytes. */
  message: Uint8Array
  signature: Hex
}

type Verifier = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

const DIGEST_LENGTH = 32

const ecdsa = { prehash: false, format: 'compact' } as const

const verifiers: ReadonlyMap<number, Verifier> = new Map<number, Verifier>([
  [keyKinds.ed25519, (...of) => ed25519.verify(...of, { zip215: false })],
  [
    keyKinds.secp256k1,
    (...of) => isDigest(of[1]) && secp256k1.verify(...of, { ...ecdsa, lowS: true }),
  ],
  [keyKinds.p256, (...of) => isDigest(of[1]) && p256.verify(...of, { ...ecdsa, lowS: false })],
])

/**
 * Whether a key signed a message. Any bytes may be given; what is no key or no signature is no signature of a key.
 *
 * A signature has 64 bytes and one form:
 * - Ed25519: RFC 8032, points and `s` in their canonical encoding. Keys of small order, for which one signature fits any
 *   message, sign nothing.
 * - secp256k1: ECDSA, r ‖ s, over the digest as it is, `s` in the lower half of its range: all that EVM libraries make, and
 *   what contracts accept. No recovery byte; nor ERC-2098, which has a bit of its own in `s`.
 * - P-256: the same, with `s` in either half: the hardware that such keys live in (Secure Enclave, WebAuthn) does not choose.
 *   So whoever sees one signature can write the other; nothing here may depend on a signature being the only one.
 *
 * @returns false also for kinds that cannot sign, and free ones.
 *
 * @example
 * const isSigned = isKeySignature({ kind, publicKey, message, signature })
 */
export function isKeySignature(parameters: KeySignatureParameters): boolean {
  const { kind, publicKey, message, signature } = parameters
  const verify = verifiers.get(kind)
  // The libraries take uncompressed points too; a key is its bytes.
  if (!verify || size(publicKey) !== keyLengths(kind)?.max) return false
  try {
    return verify(hexToBytes(signature), message, hexToBytes(publicKey))
  } catch {
    // A signature of another length.
    return false
  }
}

function isDigest(message: Uint8Array): boolean {
  return message.length === DIGEST_LENGTH
}
