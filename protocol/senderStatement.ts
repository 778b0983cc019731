import type { Address, Hex } from 'viem'
import { hashTypedData, hexToBytes } from 'viem'
import { inboxRegistryDomain, senderStatementTypes } from './eip712/inboxRegistry.ts'

/** What a sender says of one letter to one relay: that it is its own. */
export type SenderStatement = {
  /** The recipient. */
  inboxId: Hex
  /** The wallet that signs; 0x0…0: a key does. */
  wallet: Address
  /** The sender's inbox. By a key: the one that it belongs to. By a wallet: the one that it is linked to, or 0x0…0 for none named. */
  senderInboxId: Hex
  /** The key that signs; 0x0…0: a wallet does. */
  keyId: Hex
  /** keccak256 of the sealed letter. */
  letterHash: Hex
  /** The relay that it is said to, by its operator address. */
  relay: Address
  /** Unix seconds. */
  issuedAt: number
}

export type SenderStatementParameters = {
  chainId: number
  /** Address of the InboxRegistry on that chain. */
  registry: Address
  statement: SenderStatement
}

/**
 * The typed data of a statement, for a wallet to sign (EIP-712).
 *
 * @example
 * const signature = await walletClient.signTypedData(senderStatementTypedData(parameters))
 */
export function senderStatementTypedData({
  chainId,
  registry,
  statement,
}: SenderStatementParameters) {
  return {
    domain: inboxRegistryDomain(chainId, registry),
    types: senderStatementTypes,
    primaryType: 'SenderStatement',
    message: statement,
  } as const
}

/**
 * The 32 bytes that a key signs: the EIP-712 digest of the statement, as it is. The signature is of the form that
 * `isKeySignature` takes: 64 bytes.
 *
 * @example
 * const signature = ed25519.sign(senderStatementDigest(parameters), secretKey)
 */
export function senderStatementDigest(parameters: SenderStatementParameters): Uint8Array {
  return hexToBytes(hashTypedData(senderStatementTypedData(parameters)))
}
