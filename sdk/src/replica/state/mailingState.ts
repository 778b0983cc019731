import type { Address, Hex } from 'viem'
import type { Place } from './inboxState.ts'

export type MailingRow = {
  sender: Address
  relay: Address
  token: Address
  root: Hex
  carriage: bigint
  stake: bigint
  count: number
  expiresAt: number
  status: 'open' | 'admitted' | 'closed'
  opened: Place
  openedBlockHash: Hex
  openedAt: number
  carriageAsked: bigint | null
}

/** A mailing, and which of its letters were collected. */
export type MailingState = {
  /** Null: it is not there. */
  row: MailingRow | null
  collected: Set<number> | undefined
}
