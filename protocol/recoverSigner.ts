import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Address, Hex } from 'viem'
import { bytesToHex, hexToBytes, keccak256, size, slice } from 'viem'

const SIGNATURE_LENGTH = 65

/**
 * The account that signed a digest: by 65 bytes, r ‖ s ‖ v, `s` in the lower half of its range and `v` 27 or 28, as contracts
 * take it. Any bytes may be given as signature.
 *
 * @param digest - Of 32 bytes.
 * @returns In lower case; undefined where none can have signed.
 */
export function recoverSigner(digest: Uint8Array, signature: Hex): Address | undefined {
  if (size(signature) !== SIGNATURE_LENGTH) return undefined
  try {
    const bytes = hexToBytes(signature)
    const v = bytes[64]
    if (v !== 27 && v !== 28) return undefined
    const parsed = secp256k1.Signature.fromBytes(bytes.subarray(0, 64)).addRecoveryBit(v - 27)
    if (parsed.hasHighS()) return undefined
    const point = parsed.recoverPublicKey(digest).toBytes(false)
    return slice(keccak256(bytesToHex(point.subarray(1))), 12)
  } catch {
    // No point of the curve, or r or s out of range.
    return undefined
  }
}
