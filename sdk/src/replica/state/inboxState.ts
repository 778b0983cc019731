import type { Address, Hex } from 'viem'
import type { ConsentFact, Door, InboxFact } from '../../../../protocol/verdict/facts.ts'

/** What an inbox is, as far as verdicts ask. */
export type InboxRow = InboxFact & {
  /** Keys of an earlier epoch are revoked. */
  keyEpoch: number
  /** Whether it has ever given its word on anybody: if not, nobody looks. */
  consentGiven: boolean
}

export type ConsentRow = ConsentFact & { consent: 'allowed' | 'denied' }

export type TermsRow = { token: Address; stake: bigint; window: number; sinceBlock: number }

/** Where something happened. */
export type Place = { block: number; logIndex: number }

export type TermsChange = Place & { token: Address; stake: bigint; window: number }

export type DoorChange = Place & { door: Door }

export type KeyRow = {
  kind: number
  /** `0x` of kinds that do not sign. */
  publicKey: Hex
  epoch: number
  isRevoked: boolean
  expiresAt: number
  sinceBlock: number
}

/** All that an inbox has said and owns. What it has none of is undefined: most inboxes have little. */
export type InboxState = {
  readonly inboxId: Hex
  /** Null: it is not registered. */
  row: InboxRow | null
  /** Its wallets, in order. */
  wallets: Address[] | undefined
  /** By `shortSubject`. */
  consents: Map<Hex, ConsentRow> | undefined
  /** By token. */
  terms: TermsRow[] | undefined
  /** Oldest first. */
  termsChanges: TermsChange[] | undefined
  doorChanges: DoorChange[] | undefined
  keys: Map<Hex, KeyRow> | undefined
}

export function emptyInbox(inboxId: Hex): InboxState {
  return {
    ...{ inboxId, row: null, wallets: undefined, consents: undefined, terms: undefined },
    ...{ termsChanges: undefined, doorChanges: undefined, keys: undefined },
  }
}

const zeros = `0x${'0'.repeat(24)}`

/** A subject of consent as senders name themselves: an address by its 20 bytes, an inbox by its 32. */
export function shortSubject(subject: Hex): Hex {
  return subject.startsWith(zeros) ? `0x${subject.slice(zeros.length)}` : subject
}

export function byToken(a: { token: Address }, b: { token: Address }): number {
  return a.token < b.token ? -1 : a.token > b.token ? 1 : 0
}

export function byPlace(a: Place, b: Place): number {
  return a.block - b.block || a.logIndex - b.logIndex
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
