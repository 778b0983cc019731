import type { Hex } from 'viem'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { SigningKey } from './signingKey.ts'
import { bySigningKey } from './signingKey.ts'

/**
 * A key's signature over a digest, in the one form that Pennypost takes: 64 bytes, of ECDSA r ‖ s over the digest as it is.
 *
 * @param digest - 32 bytes, such as those of `possessionDigest` or `senderStatementDigest`.
 * @throws {InvalidParameterError} Keys of this kind cannot sign, the secret is none of its kind, or the digest has another length.
 *
 * @example
 * const signature = signWithKey(key, possessionDigest({ chainId, inboxId, keyId: key.keyId }))
 */
export function signWithKey(key: SigningKey, digest: Uint8Array): Hex {
  if (digest.length !== 32)
    throw new InvalidParameterError(
      'digest',
      `A key signs 32 bytes, and these are ${digest.length}.`,
    )
  return bySigningKey(key, (curve, secretKey) => curve.sign(digest, secretKey))
}
