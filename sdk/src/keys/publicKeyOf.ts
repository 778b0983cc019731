import type { Hex } from 'viem'
import type { SigningKey } from './signingKey.ts'
import { bySigningKey } from './signingKey.ts'

/**
 * The public key of a key that signs, as InboxRegistry knows it.
 *
 * @throws {InvalidParameterError} Keys of the kind cannot sign, or the secret is none of its kind.
 */
export function publicKeyOf(key: SigningKey): Hex {
  return bySigningKey(key, (curve, secretKey) => curve.publicKeyOf(secretKey))
}
