import { getAddress } from 'viem'
import type { Caip2 } from '../../protocol/caip2.ts'
import type { EventType, FeedEntry, StateChange } from '../../protocol/wire/event.ts'
import { eventKinds } from '../../protocol/wire/event.ts'
import { toWire } from '../queries/feedColumns.ts'
import type { NewEntry } from '../queries/feedEntries.ts'
import type { EventRow } from '../queries/feedEvents.ts'
import type { StateKey, StateRead } from '../queries/feedState.ts'
import { nameOf } from '../queries/feedState.ts'
import { touched } from './touched.ts'

/** The entry of an event. */
export function toEntry(chain: Caip2, event: EventRow, state: StateRead): NewEntry {
  const { type, inboxId, relay, stampId, mailingId } = event
  return {
    type,
    chain,
    block: {
      number: String(event.blockNumber),
      hash: event.blockHash,
      timestamp: event.blockTime,
    },
    logIndex: event.logIndex,
    transaction: event.transaction,
    ...(inboxId && { inboxId }),
    ...(relay && { relay: getAddress(relay) }),
    ...(stampId && { stampId }),
    ...(mailingId && { mailingId }),
    data: toWire(eventKinds[type].data.shape, event.data),
    state: changesOf(touched(event), state),
  }
}

/** The entry that takes another back, with the rows as they are now. */
export function toRetraction({ id, ...undone }: FeedEntry, state: StateRead): NewEntry {
  return {
    ...undone,
    type: 'retracted',
    retracts: id,
    // Safety: only what an event of the chain said stands, and can be undone.
    retractedType: undone.type as EventType,
    state: changesOf(undone.state, state),
  }
}

/** The entry that nothing caused but that rows were told too early. */
export function toCorrection(
  chain: Caip2,
  block: NewEntry['block'],
  state: StateChange[],
): NewEntry {
  return { type: 'state.corrected', chain, block, logIndex: -1, data: {}, state }
}

/** The rows of keys, each once. */
export function changesOf(keys: readonly StateKey[], { changes }: StateRead): StateChange[] {
  const names = new Set(keys.map(nameOf))
  return [...names].flatMap((name) => changes.get(name) ?? [])
}
