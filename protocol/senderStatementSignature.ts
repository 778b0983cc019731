import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Address, Hex } from 'viem'
import { bytesToHex, hexToBytes, keccak256, size, slice } from 'viem'
import { keyIdOf } from './ids.ts'
import { isKeySignature } from './keySignature.ts'
import type { SenderStatementParameters } from './senderStatement.ts'
import { senderStatementDigest } from './senderStatement.ts'

export type SenderStatementSignatureParameters = SenderStatementParameters & {
  signature: Hex
  /** The key that the statement names; undefined: the wallet that it names has to have signed. */
  key?: { kind: number; publicKey: Hex } | undefined
}

const WALLET_SIGNATURE_LENGTH = 65

/**
 * Whether a statement was signed by whom it names. Any bytes may be given as signature and key.
 *
 * By a key: its id is the statement's `keyId`, and the signature is one by `isKeySignature`, 64 bytes. That the key belongs to
 * `senderInboxId` and is active, whoever asks has to know. By a wallet: 65 bytes, r ‖ s ‖ v, `s` in the lower half of its range and
 * `v` 27 or 28, as contracts take it; a wallet that is a contract signs by a key instead.
 */
export function isSenderStatementSignature(
  parameters: SenderStatementSignatureParameters,
): boolean {
  const { statement, signature, key } = parameters
  if (!key) {
    const signer = recoverSigner(senderStatementDigest(parameters), signature)
    return signer === statement.wallet.toLowerCase()
  }
  if (keyIdOf(key.kind, key.publicKey) !== statement.keyId.toLowerCase()) return false
  return isKeySignature({ ...key, message: senderStatementDigest(parameters), signature })
}

/** The account that signed a digest, in lower case; undefined where none can have. */
function recoverSigner(digest: Uint8Array, signature: Hex): Address | undefined {
  if (size(signature) !== WALLET_SIGNATURE_LENGTH) return undefined
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
