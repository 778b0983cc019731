import type { Address, Hex } from 'viem'
import type { WrittenPayment } from './writtenPayment.ts'

/** An inbox's word to strangers. */
export type Door = 'free' | 'postage' | 'closed'

/** What an inbox is to a stranger. */
export type InboxFact = { registeredBlock: number; door: Door; doorSinceBlock: number }

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

/** What an inbox asks in a token of a letter of a mailing. */
export type AskedTerms = { stake: bigint; window: number }

/** What stamps and letters of mailings have in common. Amounts are those of one letter. */
type PostageFacts = {
  sender: Address
  /** The same with its checksum, where whoever has the fact has that at hand. */
  senderChecksummed?: Address | undefined
  /** What is paid as an answer writes it, likewise. */
  written?: WrittenPayment | undefined
  relay: Address
  token: Address
  carriage: bigint
  stake: bigint
  expiresAt: number
  /** The block in which it was posted, or the mailing opened. */
  postedBlock: number
  postedBlockHash: Hex
  postedAt: number
  /** Seconds to answer that the inbox asked for when it was posted. Of a mailing: those of `asked`, else 0. */
  window: number
  postedWhileClosed: boolean
  /** The lowest price of its relay within 600 s before it was posted; null: it did not accept the token. */
  carriageAsked: bigint | null
}

export type StampFact = PostageFacts & {
  kind: 'stamp'
  stampId: Hex
  inboxId: Hex
  letterHash: Hex
  status: 'open' | 'admitted' | 'collected' | 'returned' | 'expired'
}

export type MailingFact = PostageFacts & {
  kind: 'mailing'
  mailingId: Hex
  index: number
  /** Letters of the mailing. */
  count: number
  /** Whether the letter is at the index, by the proof that came with the request. */
  isProven: boolean
  /** `collected`: this letter; else what the mailing is. */
  status: 'open' | 'admitted' | 'closed' | 'collected'
  /** Since which block all that speaks for it has held: its opening, and the terms of now where those are what it is held against. */
  sinceBlock: number
  /** What the inbox asked in the token when the mailing was opened, else what it asks now; null: it did and does not accept it. */
  asked: (AskedTerms & { when: 'then' | 'now' }) | null
}

/** The postage that a verdict is about. */
export type PostageFact = StampFact | MailingFact

/** A key of the inbox that a sender's statement names. */
export type StatementKeyFact = {
  kind: number
  publicKey: Hex
  /** By name, or with all others of its epoch. */
  isRevoked: boolean
  /** Unix seconds; 0: never. */
  expiresAt: number
  /** The block in which it was last added. */
  sinceBlock: number
}

/** Whom a request proves to have written the letter. */
export type SenderProof =
  | { by: 'relay' }
  /** By a wallet's signature: the wallet, which is the sender, and its inbox. */
  | { by: 'wallet' }
  /** By a key's: its inbox, which is the sender's; since when it has been a key of that. */
  | { by: 'key'; sinceBlock: number }
  /** `because`: what the statement lacks; null: there is none. */
  | { by: null; because: string | null }

/** All that a verdict turns on, as of one block. Null: there is none. */
export type VerifyFacts = {
  /** Number of the newest indexed block. */
  block: number
  /** The newest block that the finality asked for reaches; below 0 where the chain is too short. */
  levelBlock: number
  /** Unix seconds, never before the newest indexed block's. */
  now: number
  inbox: InboxFact | null
  /** The sender's own inbox, where it is registered on this chain. */
  senderInboxId: Hex | null
  /** Denied: the sender as claimed, its inbox, or a wallet of that. */
  denied: ConsentFact | null
  /** Allowed: the sender as claimed. */
  allowed: ConsentFact | null
  /** Allowed: the inbox of the sender, which is a wallet; since both that and the wallet's link hold. */
  allowedInbox: ConsentFact | null
  /** The key that the sender's statement names, if the index has it for the inbox that it names. */
  statementKey: StatementKeyFact | null
  /** The postage to judge: the named one, else one that passes, else the one that gets furthest. Need not be looked for where rows 1 to 4 decide. */
  postage: PostageFact | null
  /** A subject denied by the inbox among who pays the postage, the payer's inbox and that one's wallets. */
  payerDenied: Hex | null
  /** Looked for only where no stamp passes and new postage could. */
  tokens: TokensFact | null
}

/** What new postage could be paid in. */
export type TokensFact = {
  /** Whether the inbox accepts any token. */
  any: boolean
  /** Those that the relay shares, at most 16. */
  common: readonly TokenFact[]
}
