import type { Address, Hex } from 'viem'
import { canSign } from '../../../../protocol/keyKinds.ts'
import type { StateRow } from '../../../../protocol/wire/stateTables.ts'
import {
  address,
  amount,
  block,
  blockOrNull,
  bytes,
  bytes32,
  flag,
  integer,
  integerOrNull,
  word,
} from './fields.ts'
import type { InboxState, Place } from './inboxState.ts'
import { byPlace, byText, byToken, shortSubject } from './inboxState.ts'
import type { ReplicaState } from './replicaState.ts'
import { inboxOf } from './replicaState.ts'
import { putSorted, removeSorted } from './sortedList.ts'
import type { TableWriter } from './tableWriter.ts'

// Rows about an inbox may come before its own, and outlive it for a moment where a reorg takes both back.

const doors = ['free', 'postage', 'closed'] as const

export const inboxTable: TableWriter = {
  put(state, row) {
    inboxOf(state, bytes32(row, 'inboxId')).row = {
      registeredBlock: block(row, 'registeredBlock'),
      door: word(row, 'door', doors),
      doorSinceBlock: block(row, 'doorSinceBlock'),
      keyEpoch: integer(row, 'keyEpoch'),
      consentGiven: flag(row, 'consentGiven'),
    }
  },
  remove(state, key) {
    const inbox = state.inboxes.get(bytes32(key, 'inboxId'))
    if (inbox) inbox.row = null
  },
}

export const walletTable: TableWriter = {
  put(state, row) {
    const wallet = address(row, 'wallet')
    const inboxId = row.inboxId === null ? null : bytes32(row, 'inboxId')
    const sinceBlock = block(row, 'sinceBlock')
    unlink(state, wallet)
    if (inboxId === null) return
    const inbox = inboxOf(state, inboxId)
    inbox.wallets ??= []
    putSorted(inbox.wallets, wallet, byText)
    state.links.set(wallet, { inboxId: inbox.inboxId, inbox, sinceBlock })
  },
  remove: (state, key) => unlink(state, address(key, 'wallet')),
}

function unlink(state: ReplicaState, wallet: Address): void {
  const { wallets } = state.links.get(wallet)?.inbox ?? {}
  if (wallets) removeSorted(wallets, wallet, byText)
  state.links.delete(wallet)
}

export const consentTable: TableWriter = {
  put(state, row) {
    const inboxId = bytes32(row, 'inboxId')
    const subject = bytes32(row, 'subject')
    const consent = word(row, 'consent', ['none', 'allowed', 'denied'])
    const sinceBlock = block(row, 'sinceBlock')
    if (consent === 'none') return forget(state, inboxId, subject)
    const inbox = inboxOf(state, inboxId)
    inbox.consents ??= new Map()
    inbox.consents.set(shortSubject(subject), { subject, consent, sinceBlock })
  },
  remove: (state, key) => forget(state, bytes32(key, 'inboxId'), bytes32(key, 'subject')),
}

function forget(state: ReplicaState, inboxId: Hex, subject: Hex): void {
  state.inboxes.get(inboxId)?.consents?.delete(shortSubject(subject))
}

export const termsTable: TableWriter = {
  put(state, row) {
    const inbox = inboxOf(state, bytes32(row, 'inboxId'))
    inbox.terms ??= []
    const terms = { ...termsOf(row), sinceBlock: block(row, 'sinceBlock') }
    putSorted(inbox.terms, terms, byToken)
  },
  remove(state, key) {
    const { terms } = state.inboxes.get(bytes32(key, 'inboxId')) ?? {}
    if (terms) removeSorted<{ token: Address }>(terms, { token: address(key, 'token') }, byToken)
  },
}

function termsOf(row: StateRow): { token: Address; stake: bigint; window: number } {
  return {
    token: address(row, 'token'),
    stake: amount(row, 'stake'),
    window: integer(row, 'window'),
  }
}

export const termsChangeTable = changeTable('termsChange', (inbox, row, place) => {
  inbox.termsChanges ??= []
  putSorted(inbox.termsChanges, { ...place, ...termsOf(row) }, byPlace)
})

export const doorChangeTable = changeTable('doorChange', (inbox, row, place) => {
  inbox.doorChanges ??= []
  putSorted(inbox.doorChanges, { ...place, door: word(row, 'door', doors) }, byPlace)
})

/** Changes are told by their place alone, so whose they are is remembered. */
function changeTable(
  table: 'termsChange' | 'doorChange',
  add: (inbox: InboxState, row: StateRow, place: Place) => void,
): TableWriter {
  const nameOf = ({ block, logIndex }: Place) => `${table} ${block} ${logIndex}`
  const remove = (state: ReplicaState, place: Place) => {
    const list = state.changes.get(nameOf(place))?.[`${table}s`] as Place[] | undefined
    if (list) removeSorted(list, place, byPlace)
    state.changes.delete(nameOf(place))
  }
  return {
    put(state, row) {
      const place = placeOf(row)
      const inbox = inboxOf(state, bytes32(row, 'inboxId'))
      remove(state, place)
      add(inbox, row, place)
      state.changes.set(nameOf(place), inbox)
    },
    remove: (state, key) => remove(state, placeOf(key)),
  }
}

function placeOf(row: StateRow): Place {
  return { block: block(row, 'blockNumber'), logIndex: integer(row, 'logIndex') }
}

export const keyTable: TableWriter = {
  put(state, row) {
    const inbox = inboxOf(state, bytes32(row, 'inboxId'))
    const keyId = bytes32(row, 'keyId')
    const kind = integerOrNull(row, 'kind')
    const sinceBlock = blockOrNull(row, 'periodBlock')
    // One that was banned before it was ever added is as good as none.
    if (kind === null || sinceBlock === null) return void inbox.keys?.delete(keyId)
    inbox.keys ??= new Map()
    inbox.keys.set(keyId, {
      ...{ kind, sinceBlock },
      publicKey: canSign(kind) ? bytes(row, 'publicKey') : '0x',
      epoch: integer(row, 'epoch'),
      isRevoked: blockOrNull(row, 'revokedBlock') !== null,
      expiresAt: integer(row, 'expiresAt'),
    })
  },
  remove(state, key) {
    state.inboxes.get(bytes32(key, 'inboxId'))?.keys?.delete(bytes32(key, 'keyId'))
  },
}
