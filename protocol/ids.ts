import type { Address, Hex } from 'viem'
import {
  encodeAbiParameters,
  hashTypedData,
  InvalidAddressError,
  isAddress,
  keccak256,
  pad,
  sha256,
  stringToBytes,
} from 'viem'
import type { Mailing, Stamp } from './eip712/postOffice.ts'
import { mailingTypes, postOfficeDomain, stampTypes } from './eip712/postOffice.ts'

/**
 * The id of the inbox that a wallet registers with a nonce: `sha256(utf8(lowercase 0x-address ‖ decimal nonce))`, XMTP's too.
 *
 * Source: `InboxRegistry.deriveInboxId`.
 *
 * @param wallet - In any case; a checksum is not looked at.
 * @param nonce - 0 to 2^64 − 1.
 * @throws {InvalidAddressError} `wallet` is no address.
 * @throws {RangeError} `nonce` is outside of 64 bits.
 *
 * @example
 * inboxIdOf('0x1234567890abcdef1234567890abcdef12345678', 0n)
 * // '0xfcd18d86276d7a99fe522dba9660c420f03c8648785ada7c5daae232a3df77a9'
 */
export function inboxIdOf(wallet: Address, nonce: bigint): Hex {
  if (!isAddress(wallet, { strict: false })) throw new InvalidAddressError({ address: wallet })
  if (BigInt.asUintN(64, nonce) !== nonce)
    throw new RangeError(`Inbox nonce ${nonce} is not of 64 bits.`)
  return sha256(stringToBytes(`${wallet.toLowerCase()}${nonce}`))
}

/**
 * The id of a public key: `keccak256(abi.encode(kind, publicKey))`.
 *
 * Source: `InboxRegistry.keyId`. Neither the kind nor the length is judged: see {@link keyLengths}.
 *
 * @param kind - 0 to 65,535.
 *
 * @example
 * const keyId = keyIdOf(keyKinds.ed25519, publicKey)
 */
export function keyIdOf(kind: number, publicKey: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: 'uint16' }, { type: 'bytes' }], [kind, publicKey]))
}

export type StampIdParameters = {
  chainId: number
  /** Address of the PostOffice on that chain. */
  postOffice: Address
  stamp: Stamp
}

/**
 * The id of a stamp: its EIP-712 digest, chain and contract inside.
 *
 * Source: `PostOffice.stampId`.
 *
 * @example
 * const stampId = stampIdOf({ chainId: 8453, postOffice, stamp })
 */
export function stampIdOf({ chainId, postOffice, stamp }: StampIdParameters): Hex {
  return hashTypedData({
    domain: postOfficeDomain(chainId, postOffice),
    types: stampTypes,
    primaryType: 'Stamp',
    message: stamp,
  })
}

export type MailingIdParameters = {
  chainId: number
  /** Address of the PostOffice on that chain. */
  postOffice: Address
  mailing: Mailing
}

/**
 * The id of a mailing: its EIP-712 digest, chain and contract inside.
 *
 * Source: `PostOffice.mailingId`.
 *
 * @example
 * const mailingId = mailingIdOf({ chainId: 8453, postOffice, mailing })
 */
export function mailingIdOf({ chainId, postOffice, mailing }: MailingIdParameters): Hex {
  return hashTypedData({
    domain: postOfficeDomain(chainId, postOffice),
    types: mailingTypes,
    primaryType: 'Mailing',
    message: mailing,
  })
}

/**
 * The nonce of an ERC-3009 authorisation for a deposit: `keccak256(abi.encode(to, salt))`. It binds the payer's signature
 * to who is credited.
 *
 * Source: `PostOffice.depositWithAuthorization`.
 *
 * @param to - Whose balance is credited.
 * @param salt - 32 bytes, never used before with this `to` by this payer: tokens take a nonce once.
 * @throws {InvalidAddressError} `to` is no address, or its checksum is wrong.
 * @throws {AbiEncodingBytesSizeMismatchError} `salt` is not of 32 bytes.
 *
 * @example
 * const nonce = authorizationNonce(to, salt)
 */
export function authorizationNonce(to: Address, salt: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'bytes32' }], [to, salt]))
}

/**
 * What a consent is given on: a sender's address as 32 bytes, or its inbox id as it is.
 *
 * Source: `PostOffice.setConsents`.
 *
 * @param sender - Of 20 or 32 bytes.
 * @returns In lower case.
 * @throws {RangeError} `sender` has another length.
 *
 * @example
 * const subject = subjectOf('0x70997970C51812dc3A010C7d01b50e0d17dc79C8')
 */
export function subjectOf(sender: Hex): Hex {
  if (!/^0x([0-9a-f]{40}|[0-9a-f]{64})$/i.test(sender)) {
    throw new RangeError(`A sender is an address or an inbox id, of 20 or 32 bytes, not ${sender}.`)
  }
  return pad(sender, { size: 32 }).toLowerCase() as Hex
}
