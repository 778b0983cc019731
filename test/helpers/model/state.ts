import type { Address, Hex } from 'viem'

/** What does not change: where everything is, and how what is not ours behaves. */
export type Setup = {
  chainId: number
  registry: Address
  office: Address
  /** ERC-20 tokens, and what share of a transfer each burns, in hundredths of a percent. */
  tokens: ReadonlyMap<Address, number>
  /** Contracts that refuse ether, and of those that sign by ERC-1271, whose ECDSA signature they take. */
  refusing: ReadonlySet<Address>
  smartWallets: ReadonlyMap<Address, Address>
}

export type Key = { expiresAt: number; epoch: number; isRevoked: boolean }

export type Inbox = { recovery: Address; keyEpoch: number; registeredAt: number }

/** From when on a guardian is in force; the last one may not be yet. */
export type Guardianship = { guardian: Address; from: number }

export type Transfer = { to: Address; startedBy: Address; startedAt: number }

export type Terms = { stake: bigint; window: number; relayMayCollect: boolean; setAt: number }

/** In the order of `IStamps.StampStatus`. */
export const STAMP_STATUSES = [
  ...(['None', 'Open', 'Admitted', 'Collected', 'Returned', 'Expired', 'Voided'] as const),
]
export type StampStatus = (typeof STAMP_STATUSES)[number]

export type StampState = {
  status: StampStatus
  relayMayCollect: boolean
  carriagePaid: boolean
  postedAt: number
  settledAt: number
}

/** In the order of `IMailings.MailingStatus`. */
export const MAILING_STATUSES = [...(['None', 'Open', 'Admitted', 'Closed'] as const)]
export type MailingStatus = (typeof MAILING_STATUSES)[number]

export type MailingState = {
  status: MailingStatus
  collected: Set<number>
  openedAt: number
  closedAt: number
}

/**
 * All that the contracts know, and who has which tokens outside of them. Keys of several parts are joined by {@link at}.
 * Nothing that follows from something else is kept: how many wallets an inbox has is counted when it is asked.
 */
export type State = {
  registry: {
    inboxes: Map<Hex, Inbox>
    inboxOf: Map<Address, Hex>
    /** By inbox and key id. A key that was banned before it was added has no expiry and epoch. */
    keys: Map<string, Key>
    guardianships: Map<Hex, Guardianship[]>
    transfers: Map<Hex, Transfer>
    nonces: Map<Address, bigint>
  }
  office: {
    /** By owner and token. */
    balances: Map<string, bigint>
    /** By owner, spender and token. */
    allowances: Map<string, bigint>
    /** Owner and spender. */
    operators: Set<string>
    /** By inbox and token. */
    terms: Map<string, Terms>
    doors: Map<Hex, { door: number; setAt: number }>
    /** By inbox and subject. */
    consents: Map<string, { consent: number; setAt: number }>
    payouts: Map<Hex, Address>
    stamps: Map<Hex, StampState>
    mailings: Map<Hex, MailingState>
    nonces: Map<Address, bigint>
    /** Postage that is nobody's balance, by token. */
    escrow: Map<Address, bigint>
  }
  /** Tokens and ether outside of the ledger. */
  outside: {
    /** By token and holder. */
    holdings: Map<string, bigint>
    /** What PostOffice may pull, by token and owner. */
    allowances: Map<string, bigint>
  }
}

export function emptyState(): State {
  return {
    registry: {
      inboxes: new Map(),
      inboxOf: new Map(),
      keys: new Map(),
      guardianships: new Map(),
      transfers: new Map(),
      nonces: new Map(),
    },
    office: {
      balances: new Map(),
      allowances: new Map(),
      operators: new Set(),
      terms: new Map(),
      doors: new Map(),
      consents: new Map(),
      payouts: new Map(),
      stamps: new Map(),
      mailings: new Map(),
      nonces: new Map(),
      escrow: new Map(),
    },
    outside: { holdings: new Map(), allowances: new Map() },
  }
}

/** A key of several parts. */
export function at(...parts: string[]): string {
  return parts.join(' ')
}
