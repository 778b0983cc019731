import type { Address, Hex } from 'viem'
import type { StampFact } from '../../../../protocol/verdict/facts.ts'
import type { WrittenPayment } from '../../../../protocol/verdict/writtenPayment.ts'
import type { StateRow } from '../../../../protocol/wire/stateTables.ts'
import {
  address,
  amount,
  amountOrNull,
  block,
  bytes32,
  checksummedAddress,
  flag,
  integer,
  sharedBytes32,
  word,
} from './fields.ts'
import { byToken } from './inboxState.ts'
import type { MailingState } from './mailingState.ts'
import { createPool } from './pool.ts'
import type { RelayState } from './relayState.ts'
import type { ReplicaState } from './replicaState.ts'
import { putSorted, removeSorted } from './sortedList.ts'
import type { TableWriter } from './tableWriter.ts'

const stampStatuses = ['open', 'admitted', 'collected', 'returned', 'expired'] as const
const mailingStatuses = ['open', 'admitted', 'closed'] as const

export const stampTable: TableWriter = {
  put(state, row) {
    const stamp = stampOf(state, row)
    if (stamp.expiresAt < state.settledBefore) state.stamps.remove(stamp.stampId)
    else state.stamps.put(stamp)
  },
  remove: (state, key) => state.stamps.remove(bytes32(key, 'stampId')),
}

/** Always with its columns in this order, so that a million of them have one shape. */
function stampOf(state: ReplicaState, row: StateRow): StampFact {
  const inboxId = bytes32(row, 'inboxId')
  return {
    kind: 'stamp',
    stampId: bytes32(row, 'stampId'),
    sender: address(row, 'sender'),
    senderChecksummed: checksummedAddress(row, 'sender'),
    relay: address(row, 'relay'),
    token: address(row, 'token'),
    written: written(row),
    inboxId: state.inboxes.get(inboxId)?.inboxId ?? inboxId,
    letterHash: bytes32(row, 'letterHash'),
    carriage: amount(row, 'carriage'),
    stake: amount(row, 'stake'),
    expiresAt: integer(row, 'expiresAt'),
    status: word(row, 'status', stampStatuses),
    postedBlock: block(row, 'postedBlock'),
    postedBlockHash: sharedBytes32(row, 'postedBlockHash'),
    postedAt: integer(row, 'postedAt'),
    window: integer(row, 'window'),
    postedWhileClosed: flag(row, 'postedWhileClosed'),
    carriageAsked: amountOrNull(row, 'carriageAsked'),
  }
}

// Millions of stamps pay the same few sums to the same few relays: they share what answers write of that.
const payments = createPool((text): WrittenPayment => {
  const [relay, token, carriage, stake] = text.split(' ') as [Address, Address, string, string]
  return { relay, token, carriage, stake }
})

function written(row: StateRow): WrittenPayment {
  const addresses = `${checksummedAddress(row, 'relay')} ${checksummedAddress(row, 'token')}`
  return payments(`${addresses} ${amount(row, 'carriage')} ${amount(row, 'stake')}`)
}

export const mailingTable: TableWriter = {
  put(state, row) {
    const mailingId = bytes32(row, 'mailingId')
    const expiresAt = integer(row, 'expiresAt')
    if (expiresAt < state.settledBefore) return void state.mailings.delete(mailingId)
    mailingOf(state, mailingId).row = {
      sender: address(row, 'sender'),
      relay: address(row, 'relay'),
      token: address(row, 'token'),
      root: bytes32(row, 'root'),
      carriage: amount(row, 'carriage'),
      stake: amount(row, 'stake'),
      count: integer(row, 'count'),
      expiresAt,
      status: word(row, 'status', mailingStatuses),
      opened: { block: block(row, 'openedBlock'), logIndex: integer(row, 'openedLogIndex') },
      openedBlockHash: sharedBytes32(row, 'openedBlockHash'),
      openedAt: integer(row, 'openedAt'),
      carriageAsked: amountOrNull(row, 'carriageAsked'),
    }
  },
  remove(state, key) {
    const mailingId = bytes32(key, 'mailingId')
    const mailing = state.mailings.get(mailingId)
    if (!mailing) return
    mailing.row = null
    forgetIfEmpty(state, mailingId, mailing)
  },
}

export const mailTable: TableWriter = {
  put(state, row) {
    const mailing = mailingOf(state, bytes32(row, 'mailingId'))
    mailing.collected ??= new Set()
    mailing.collected.add(integer(row, 'index'))
  },
  remove(state, key) {
    const mailingId = bytes32(key, 'mailingId')
    const mailing = state.mailings.get(mailingId)
    mailing?.collected?.delete(integer(key, 'index'))
    if (mailing) forgetIfEmpty(state, mailingId, mailing)
  },
}

/** The mailing, which may be nothing but collected letters so far. */
function mailingOf(state: ReplicaState, mailingId: Hex): MailingState {
  const known = state.mailings.get(mailingId)
  if (known) return known
  const mailing = { row: null, collected: undefined }
  state.mailings.set(mailingId, mailing)
  return mailing
}

function forgetIfEmpty(state: ReplicaState, mailingId: Hex, mailing: MailingState): void {
  if (!mailing.row && !mailing.collected?.size) state.mailings.delete(mailingId)
}

export const relayTable: TableWriter = {
  put(state, row) {
    relayOf(state, address(row, 'relay')).active = flag(row, 'active')
  },
  remove(state, key) {
    const relay = state.relays.get(address(key, 'relay'))
    if (relay) relay.active = false
  },
}

export const carriageTable: TableWriter = {
  put(state, row) {
    const { prices } = relayOf(state, address(row, 'relay'))
    const price = {
      token: address(row, 'token'),
      amount: amount(row, 'amount'),
      accepted: flag(row, 'accepted'),
    }
    putSorted(prices, price, byToken)
  },
  remove(state, key) {
    const relay = state.relays.get(address(key, 'relay'))
    const token = address(key, 'token')
    if (relay) removeSorted<{ token: Address }>(relay.prices, { token }, byToken)
  },
}

function relayOf(state: ReplicaState, relay: Address): RelayState {
  const known = state.relays.get(relay)
  if (known) return known
  const fresh = { active: false, prices: [] }
  state.relays.set(relay, fresh)
  return fresh
}
