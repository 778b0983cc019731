import type { Hex } from 'viem'
import { keyIdOf } from './ids.ts'
import { isKeySignature } from './keySignature.ts'
import { recoverSigner } from './recoverSigner.ts'
import type { SenderStatementParameters } from './senderStatement.ts'
import { senderStatementDigest } from './senderStatement.ts'

export type SenderStatementSignatureParameters = SenderStatementParameters & {
  signature: Hex
  /** The key that the statement names; undefined: the wallet that it names has to have signed. */
  key?: { kind: number; publicKey: Hex } | undefined
}

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
