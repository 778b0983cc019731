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

/** A mailing: one escrow for many letters, as the contracts hash and take it. See `IMailings.Mailing`. */
export type Mailing = {
  /** Who pays, and is refunded; only it can open the mailing. */
  sender: Address
  /** Who carries and earns the carriage; 0x0…0: any relay, and then no carriage. */
  relay: Address
  /** 0x0…0 is the native token. */
  token: Address
  /** Of the tree of its letters: see {@link mailingRoot}. */
  root: Hex
  /** For each letter, in the token's smallest unit. */
  carriage: bigint
  /** For each letter, in the token's smallest unit. */
  stake: bigint
  /** How many letters: 1 to 4,294,967,295. */
  count: number
  /** Unix seconds. */
  expiresAt: number
}

/**
 * The EIP-712 domain of what PostOffice checks.
 *
 * @param postOffice - Its address on that chain.
 *
 * @example
 * const domain = postOfficeDomain(8453, postOffice)
 */
export function postOfficeDomain(chainId: number, postOffice: Address) {
  return {
    name: 'Pennypost PostOffice',
    version: '1',
    chainId,
    verifyingContract: postOffice,
  } as const satisfies TypedDataDomain
}

/** A stamp; in the domain of PostOffice its digest is its id. For `PostOffice.postFor`, by its sender. */
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

/** A mailing; in the domain of PostOffice its digest is its id. Nobody signs one. */
export const mailingTypes = {
  Mailing: [
    { name: 'sender', type: 'address' },
    { name: 'relay', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'root', type: 'bytes32' },
    { name: 'carriage', type: 'uint96' },
    { name: 'stake', type: 'uint96' },
    { name: 'count', type: 'uint32' },
    { name: 'expiresAt', type: 'uint40' },
  ],
} as const satisfies TypedData

/** For `PostOffice.withdrawFor`, by the owner of the balance. */
export const withdrawTypes = {
  Withdraw: [
    { name: 'owner', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'to', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const satisfies TypedData

/** What a relay's signer signs of a letter that it took in. No contract reads it. */
export const admissionTypes = {
  Admission: [
    { name: 'relay', type: 'address' },
    { name: 'inboxId', type: 'bytes32' },
    { name: 'letterHash', type: 'bytes32' },
    { name: 'postageId', type: 'bytes32' },
    { name: 'receivedAt', type: 'uint40' },
  ],
} as const satisfies TypedData

/**
 * For `PostOffice.settleFor`, by a wallet of the inbox that all of the stamps are for. It has no nonce and no deadline:
 * each of the stamps can be answered once.
 */
export const answerTypes = {
  Answer: [
    { name: 'wallet', type: 'address' },
    { name: 'stampIds', type: 'bytes32[]' },
    { name: 'collect', type: 'bool' },
  ],
} as const satisfies TypedData

/** For `PostOffice.collectMailFor`, by a wallet of the inbox of each of the letters. */
export const collectMailTypes = {
  CollectMail: [
    { name: 'wallet', type: 'address' },
    { name: 'mailingId', type: 'bytes32' },
    { name: 'indexes', type: 'uint32[]' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const satisfies TypedData
