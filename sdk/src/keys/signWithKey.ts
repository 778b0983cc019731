import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { KeyPair } from './keyPair.ts'

type Signer = (digest: Uint8Array, secretKey: Uint8Array) => Uint8Array

const ecdsa = { prehash: false, lowS: true, format: 'compact' } as const

const signers: ReadonlyMap<number, Signer> = new Map<number, Signer>([
  [keyKinds.ed25519, (...of) => ed25519.sign(...of)],
  [keyKinds.secp256k1, (...of) => secp256k1.sign(...of, ecdsa)],
  [keyKinds.p256, (...of) => p256.sign(...of, ecdsa)],
])

/**
 * A key's signature over a digest, in the one form that Pennypost takes: 64 bytes, of ECDSA r ‖ s over the digest as it is.
 *
 * @param digest - 32 bytes, such as those of `possessionDigest` or `senderStatementDigest`.
 * @throws {InvalidParameterError} Keys of this kind cannot sign, the secret is none of its kind, or the digest has another length.
 *
 * @example
 * const signature = signWithKey(key, possessionDigest({ chainId, inboxId, keyId: key.keyId }))
 */
export function signWithKey(
  { kind, secretKey }: Pick<KeyPair, 'kind' | 'secretKey'>,
  digest: Uint8Array,
): Hex {
  const sign = signers.get(kind)
  if (!sign)
    throw new InvalidParameterError(
      'key',
      `A key of kind ${kind} cannot sign. Kinds 1 (Ed25519), 3 (secp256k1) and 4 (P-256) can.`,
    )
  if (digest.length !== 32)
    throw new InvalidParameterError(
      'digest',
      `A key signs 32 bytes, and these are ${digest.length}.`,
    )
  const signature = trySign(sign, digest, secretKey)
  if (!signature)
    throw new InvalidParameterError(
      'key',
      `The secret of a key of kind ${kind} is 32 bytes in hexadecimal, and this is none.`,
    )
  return signature
}

/** The library's own error shows the secret, which would end up in logs: it goes no further. */
function trySign(sign: Signer, digest: Uint8Array, secretKey: Hex): Hex | undefined {
  if (!/^0x[0-9a-f]{64}$/i.test(secretKey)) return undefined
  try {
    return bytesToHex(sign(digest, hexToBytes(secretKey)))
  } catch {
    // 0, or not below the order of the curve.
    return undefined
  }
}
