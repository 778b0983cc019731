import { getAddress, zeroHash } from 'viem'
import type { StateRow } from '../../../../protocol/wire/stateTables.ts'
import { address, bytes32 } from '../../../api/verifyScene.ts'

// Rows as the feed writes them, which take what they do not name from the usual case.

const since = { sinceBlock: '10', sinceTime: 1_800_000_000 }
const account = (name: string) => getAddress(address(name))
const placed = { timestamp: 1_800_000_000, transaction: zeroHash }

export function inboxRow(row: StateRow = {}): StateRow {
  return {
    ...{ inboxId: bytes32('recipient'), creator: account('creator'), inboxNonce: '0' },
    ...{ recovery: account('creator'), recoverySinceBlock: '5', recoverySinceTime: 1, keyEpoch: 0 },
    ...{ registeredBlock: '5', registeredLogIndex: 0, registeredAt: 1, registeredTx: zeroHash },
    ...{ door: 'postage', doorSinceBlock: '5', doorSinceTime: 1, payout: null, consentGiven: true },
    ...row,
  }
}

export function walletRow(row: StateRow = {}): StateRow {
  return { wallet: account('sender'), inboxId: bytes32('own'), ...since, ...row }
}

export function consentRow(row: StateRow = {}): StateRow {
  const subject = bytes32('subject')
  return { inboxId: bytes32('recipient'), subject, consent: 'allowed', ...since, ...row }
}

export function termsRow(row: StateRow = {}): StateRow {
  const terms = { stake: '1000', window: 3_600, relayMayCollect: false }
  return { inboxId: bytes32('recipient'), token: account('token'), ...terms, ...since, ...row }
}

export function termsChangeRow(row: StateRow = {}): StateRow {
  const { sinceBlock: _, sinceTime: __, ...terms } = termsRow()
  return { blockNumber: '10', logIndex: 0, ...terms, ...placed, ...row }
}

export function doorChangeRow(row: StateRow = {}): StateRow {
  const change = { inboxId: bytes32('recipient'), door: 'closed' }
  return { blockNumber: '10', logIndex: 1, ...change, ...placed, ...row }
}

export function keyRow(row: StateRow = {}): StateRow {
  return {
    ...{ inboxId: bytes32('recipient'), keyId: bytes32('key'), kind: 1, publicKey: zeroHash },
    ...{ possession: '0x', possessionStatus: 'none', wallet: account('sender'), epoch: 0 },
    ...{ expiresAt: 0, addedBlock: '10', addedAt: 1, periodBlock: '10', periodLogIndex: 0 },
    ...{ revokedBlock: null, revokedLogIndex: null, revokedAt: null, revokedBy: null },
    ...{ revokedTx: null, ...row },
  }
}

export function relayRow(row: StateRow = {}): StateRow {
  return {
    ...{ relay: account('relay'), signer: account('relay'), endpoint: 'https://relay.example' },
    ...{ active: true, ...since, registeredBlock: '4', registeredAt: 1, activeTimeline: [] },
    ...row,
  }
}

export function carriageRow(row: StateRow = {}): StateRow {
  const price = { relay: account('relay'), token: account('token'), amount: '10', accepted: true }
  return { ...price, ...since, priceTimeline: [], ...row }
}

export function stampRow(row: StateRow = {}): StateRow {
  return {
    ...{ stampId: bytes32('stamp'), sender: account('payer'), relay: account('relay') },
    ...{ token: account('token'), inboxId: bytes32('recipient'), letterHash: bytes32('letter') },
    ...{ carriage: '10', stake: '1000', expiresAt: 1_900_000_000, status: 'open' },
    ...{ postedBlock: '50', postedBlockHash: bytes32('block 50'), postedAt: 1, postedTx: zeroHash },
    ...{ window: 3_600, relayMayCollect: false, postedWhileClosed: false, carriageAsked: '10' },
    ...{ carriageMet: true, carriagePaid: false, settledAt: null, ...row },
  }
}

export function mailingRow(row: StateRow = {}): StateRow {
  return {
    ...{ mailingId: bytes32('mailing'), sender: account('payer'), relay: account('relay') },
    ...{ token: account('token'), root: bytes32('root'), carriage: '10', stake: '1000', count: 3 },
    ...{ expiresAt: 1_900_000_000, uri: '', status: 'open', openedBlock: '50', openedLogIndex: 7 },
    ...{ openedBlockHash: bytes32('block 50'), openedAt: 1, openedTx: zeroHash },
    ...{ carriageAsked: null, carriageMet: null, carriagePaid: false, closedAt: null },
    ...{ refund: null, ...row },
  }
}

export function mailRow(row: StateRow = {}): StateRow {
  return {
    ...{ mailingId: bytes32('mailing'), index: 0, inboxId: bytes32('recipient') },
    ...{ letterHash: bytes32('letter'), payout: account('creator'), blockNumber: '60' },
    ...{ logIndex: 0, blockHash: bytes32('block 60'), ...placed, ...row },
  }
}
