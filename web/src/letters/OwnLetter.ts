import type { SignedSenderStatement, Stamp, VerifiedReceipt } from '@pennypost/sdk'
import type { Address, Hash, Hex } from 'viem'
import type { Caip2 } from '../config/caip2.ts'

/** What was shown before the letter was sent, in the token's smallest unit: the most that is paid. */
export type AgreedPrice = {
  token: Address
  carriage: bigint
  stake: bigint
  /** Unix seconds: the end that the stamp would have. */
  expiresAt: number
}

/** The one stamp that a letter is paid with, if ever it is. Written before a wallet is asked. */
export type LetterPostage = {
  stamp: Stamp
  stampId: Hex
  /** How often a wallet was asked for it. */
  timesAsked: number
  /** Of the transaction, once the wallet has told. */
  hash?: Hash | undefined
  /** Of a transaction that the wallet named for it when it was asked last, and that did not post it. */
  strayHash?: Hash | undefined
  /** Whether the chain has it. Until then it is not known whether it is paid. */
  isPosted: boolean
}

/** That a relay says it has the letter: see `isDelivered`. */
export type LetterDelivery = {
  /** Unix seconds. */
  at: number
  /** `good`: signed by the relay's signer on chain, for this letter. `unchecked`: the chain could not be asked. */
  receipt: 'good' | 'bad' | 'unchecked'
  signed?: VerifiedReceipt | undefined
}

/** A letter that was written here, as this browser keeps it. */
export type OwnLetter = {
  /** Its name: keccak256 of the sealed bytes. */
  letterHash: Hex
  chain: Caip2
  inboxId: Hex
  /** As it was typed: a wallet, an inbox id or a name. */
  to: string
  /** The account that writes and pays. */
  wallet: Address
  relay: Address
  relayUrl: string
  text: string
  sealed: Uint8Array
  /** For how many keys it is sealed. */
  keyCount: number
  /** Whether the account says that the letter is its own. */
  isSigned: boolean
  statement?: SignedSenderStatement | undefined
  /** Undefined: it was shown as free. */
  price?: AgreedPrice | undefined
  postage?: LetterPostage | undefined
  delivery?: LetterDelivery | undefined
  /** Unix seconds. */
  createdAt: number
  /** Its writer has begun another in its place, without knowing whether this one is paid. */
  isGivenUp?: boolean | undefined
}
