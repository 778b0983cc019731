import type { Address, Hex, TypedData, TypedDataDomain } from 'viem'

/** A stamp, as the contracts sign, hash and take it. See `IStamps.Stamp`. */
export type Stamp = {
  /** Who pays, and is refunded. */
  sender: Address
  /** Who carries and earns the carriage; 0x0…0: any relay, and then no carriage. */
  relay: Address
  /** 0x0…0 is the native token. */
  token: Address
  inboxId: Hex
  letterHash: Hex
  /** In the token's smallest unit. */
  carriage: bigint
  /** In the token's smallest unit. */
  stake: bigint
  /** Unix seconds. */
  expiresAt: number
}

/**
 * The EIP-712 domain of what InboxRegistry checks.
 *
 * @param registry - Its address on that chain.
 */
export function inboxRegistryDomain(chainId: number, registry: Address) {
  return {
    name: 'Pennypost InboxRegistry',
    version: '1',
    chainId,
    verifyingContract: registry,
  } as const satisfies TypedDataDomain
}

/**
 * The EIP-712 domain of what PostOffice checks.
 *
 * @param postOffice - Its address on that chain.
 */
export function postOfficeDomain(chainId: number, postOffice: Address) {
  return {
    name: 'Pennypost PostOffice',
    version: '1',
    chainId,
    verifyingContract: postOffice,
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

/** A stamp; in the domain of PostOffice its digest is its id. */
export const stampTypes = {
  Stamp: [
    { name: 'sender', type: 'address' },
    { name: 'relay', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'inboxId', type: 'bytes32' },
    { name: 'letterHash', type: 'bytes32' },
    { name: 'carriage', type: 'uint96' },
    { name: 'stake', type: 'uint96' },
    { name: 'expiresAt', type: 'uint40' },
  ],
} as const satisfies TypedData
