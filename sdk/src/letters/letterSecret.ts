import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { label } from './letterForm.ts'

const COMMITMENT = new TextEncoder().encode('commitment')
const BODY = new TextEncoder().encode('body')

/**
 * What a letter shows of its secret. ChaCha20-Poly1305 binds nobody to a key: one body can be made that two keys open to two contents. So
 * the header fixes the secret by a hash that no second secret has, and all keys of the inbox read the same or nothing.
 */
export function commitmentTo(secret: Uint8Array): Uint8Array {
  return hkdf(sha256, secret, label, COMMITMENT, 32)
}

/**
 * The key of a letter's body. It turns on every byte of the header, so that a body opens under no other; and as it is used once, its nonce can
 * be zero.
 */
export function bodyKeyOf(secret: Uint8Array, header: Uint8Array): Uint8Array {
  return hkdf(sha256, secret, label, concatBytes(BODY, sha256(header)), 32)
}

/** Of the body's cipher, which has a key of its own for each letter. */
export const bodyNonce = new Uint8Array(12)
