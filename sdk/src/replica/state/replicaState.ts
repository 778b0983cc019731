import type { Address, Hex } from 'viem'
import type { InboxState } from './inboxState.ts'
import { emptyInbox } from './inboxState.ts'
import type { MailingState } from './mailingState.ts'
import type { RelayState } from './relayState.ts'
import type { StampIndex } from './stampIndex.ts'
import { createStampIndex } from './stampIndex.ts'

/** The tables that verdicts are read from, decoded, each row where a verdict looks for it. */
export type ReplicaState = {
  readonly inboxes: Map<Hex, InboxState>
  /** The inbox that a wallet is linked to. */
  readonly links: Map<Address, Link>
  readonly relays: Map<Address, RelayState>
  readonly stamps: StampIndex
  readonly mailings: Map<Hex, MailingState>
  /** Inboxes by the place of a change of theirs, which is all that tells one that is taken back. */
  readonly changes: Map<string, InboxState>
  /** Unix seconds. What expired before is left out, as snapshots do. */
  settledBefore: number
}

/** `inboxId` is the inbox's own, to have it without looking there. */
export type Link = { inboxId: Hex; inbox: InboxState; sinceBlock: number }

export function createReplicaState(settledBefore = 0): ReplicaState {
  return {
    ...{ inboxes: new Map(), links: new Map(), relays: new Map(), stamps: createStampIndex() },
    ...{ mailings: new Map(), changes: new Map(), settledBefore },
  }
}

/** The inbox, which may be nothing but its id so far. */
export function inboxOf(state: ReplicaState, inboxId: Hex): InboxState {
  const known = state.inboxes.get(inboxId)
  if (known) return known
  const inbox = emptyInbox(inboxId)
  state.inboxes.set(inboxId, inbox)
  return inbox
}
