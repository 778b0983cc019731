import type { Address, Hex } from 'viem'

/** An inbox's word to strangers. */
export type Door = 'free' | 'postage' | 'closed'

/** A word of the inbox on one subject, an address as 32 bytes or an inbox id, and since which block it can be relied on. */
export type ConsentFact = { subject: Hex; sinceBlock: number }

/** One token that the inbox accepts and the letter could be paid in, in the token's smallest unit. */
export type TokenFact = {
  token: Address
  stake: bigint
  /** Least seconds to answer. */
  window: number
  /** What the relay asks now; null: it does not accept the token, is inactive, or is not registered. */
  carriageAsked: bigint | null
}

export type StampFact = {
  stampId: Hex
  sender: Address
  relay: Address
  token: Address
  inboxId: Hex
  letterHash: Hex
  carriage: bigint
  stake: bigint
  expiresAt: number
  status: 'open' | 'admitted' | 'collected' | 'returned' | 'expired'
  postedBlock: number
  postedBlockHash: Hex
  postedAt: number
  /** Seconds to answer that the inbox asked for when the stamp was posted. */
  window: number
  postedWhileClosed: boolean
  /** The lowest price of the stamp's relay within 600 s before it was posted; null: it did not accept the token. */
  carriageAsked: bigint | null
  /** A subject denied by the inbox among the payer, its inbox and that inbox's wallets; null if there is none. */
  payerDenied: Hex | null
}

/** All that a verdict turns on, read in one statement. Null: there is none. */
export type VerifyFacts = {
  /** Number of the newest indexed block. */
  block: number
  /** The newest block that the finality asked for reaches; below 0 where the chain is too short. */
  levelBlock: number
  /** Unix seconds, never before the newest indexed block's. */
  now: number
  inbox: { registeredBlock: number; door: Door; doorSinceBlock: number } | null
  /** The sender's own inbox, where it is registered on this chain. */
  senderInboxId: Hex | null
  /** Denied: the sender as claimed, its inbox, or a wallet of that. */
  denied: ConsentFact | null
  /** Allowed: the sender as claimed, or its inbox; of two the one that holds longer. */
  allowed: ConsentFact | null
  /** The stamp to judge: the named one, else one that passes, else the one that gets furthest. Not looked for once rows 1 to 4 decide. */
  stamp: StampFact | null
  /** Looked for only where no stamp passes and new postage could. */
  tokens: {
    /** Whether the inbox accepts any token. */
    any: boolean
    /** Those that the relay shares, at most 64. */
    common: readonly TokenFact[]
  } | null
}
