import type { Address, TypedData, TypedDataDomain } from 'viem'

/**
 * The EIP-712 domain of what InboxRegistry checks.
 *
 * @param registry - Its address on that chain.
 *
 * @example
 * const domain = inboxRegistryDomain(8453, registry)
 */
export function inboxRegistryDomain(chainId: number, registry: Address) {
  return {
    name: 'Pennypost InboxRegistry',
    version: '1',
    chainId,
    verifyingContract: registry,
  } as const satisfies TypedDataDomain
}

const keyInput = [
  { name: 'kind', type: 'uint16' },
  { name: 'expiresAt', type: 'uint40' },
  { name: 'publicKey', type: 'bytes' },
  { name: 'possession', type: 'bytes' },
] as const

/** For `InboxRegistry.registerFor`, by the wallet. */
export const registerTypes = {
  Register: [
    { name: 'wallet', type: 'address' },
    { name: 'inboxNonce', type: 'uint64' },
    { name: 'recovery', type: 'address' },
    { name: 'keys', type: 'KeyInput[]' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  KeyInput: keyInput,
} as const satisfies TypedData

/** For `InboxRegistry.linkWallet`, by the wallet that joins. */
export const linkWalletTypes = {
  LinkWallet: [
    { name: 'inboxId', type: 'bytes32' },
    { name: 'wallet', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const satisfies TypedData

/** For `InboxRegistry.addKeysFor`, by a wallet of the inbox. */
export const addKeysTypes = {
  AddKeys: [
    { name: 'wallet', type: 'address' },
    { name: 'inboxId', type: 'bytes32' },
    { name: 'keys', type: 'KeyInput[]' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  KeyInput: keyInput,
} as const satisfies TypedData

/** For `InboxRegistry.revokeKeysFor`, by a wallet or the recovery of the inbox. */
export const revokeKeysTypes = {
  RevokeKeys: [
    { name: 'signer', type: 'address' },
    { name: 'inboxId', type: 'bytes32' },
    { name: 'keyIds', type: 'bytes32[]' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const satisfies TypedData

/**
 * What a key signs in the domain of InboxRegistry to show that whoever added it has it. No contract checks it; whoever
 * reads the index does.
 */
export const keyPossessionTypes = {
  KeyPossession: [
    { name: 'inboxId', type: 'bytes32' },
    { name: 'keyId', type: 'bytes32' },
  ],
} as const satisfies TypedData

/**
 * What a sender signs in the domain of InboxRegistry to show a relay that a letter is its own. No contract checks it. By a key,
 * `wallet` is 0; by a wallet, `keyId` is 0, and `senderInboxId` too if it names none.
 */
export const senderStatementTypes = {
  SenderStatement: [
    { name: 'inboxId', type: 'bytes32' },
    { name: 'wallet', type: 'address' },
    { name: 'senderInboxId', type: 'bytes32' },
    { name: 'keyId', type: 'bytes32' },
    { name: 'letterHash', type: 'bytes32' },
    { name: 'relay', type: 'address' },
    { name: 'issuedAt', type: 'uint40' },
  ],
} as const satisfies TypedData
