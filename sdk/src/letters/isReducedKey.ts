const MODULUS = 3_329
/** Of the 768 coefficients, 12 bits each. */
const COEFFICIENT_BYTES = 1_152

/**
 * The modulus check of FIPS 203, 7.2, for an X-Wing key: whether all numbers in its ML-KEM part are below the modulus. The library that
 * encapsulates compares the bytes with themselves instead, and so takes any; nobody could open what was sealed for such a key.
 *
 * @param publicKey - An X-Wing key, of 1,216 bytes.
 */
export function isReducedKey(publicKey: Uint8Array): boolean {
  for (let i = 0; i < COEFFICIENT_BYTES; i += 3) {
    const [low = 0, middle = 0, high = 0] = publicKey.subarray(i, i + 3)
    const [first, second] = [low | ((middle & 0xf) << 8), (middle >> 4) | (high << 4)]
    if (first >= MODULUS || second >= MODULUS) return false
  }
  return true
}
