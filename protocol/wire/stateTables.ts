import { z } from 'zod'
import { address, amount, blockNumber, bytes, bytes32, duration, time } from './primitives.ts'

// The rows that feed and snapshot carry, as the index has them, so that a replica can answer what the API answers. What
// kind a column is (how it is written, and read back) follows from its schema being one of the primitives themselves.

const integer = z.int()
const text = z.string()

/** `[from, value]`, oldest first. */
const timeline = <Value extends z.ZodType>(value: Value) => z.array(z.tuple([time, value]))

const stampStatus = z.enum(['open', 'admitted', 'collected', 'returned', 'expired'])
const mailingStatus = z.enum(['open', 'admitted', 'closed'])
const door = z.enum(['free', 'postage', 'closed'])
const consent = z.enum(['none', 'allowed', 'denied'])
const possession = z.enum(['none', 'valid', 'vouched', 'invalid', 'unchecked'])
const accountProof = z.enum(['none', 'valid', 'invalid', 'unchecked'])

const since = { sinceBlock: blockNumber, sinceTime: time }

/** One kind of row: the columns that tell it from others of its kind, and all of them. */
type StateTable = { key: readonly string[]; row: z.ZodObject }

/**
 * The tables of a replica, by name, in the order of the snapshot. Columns that end in `Block`, `LogIndex`, `At`, `Time` or
 * `Tx` say where, when and by what it became so; `since…`: since when it has been so without a break.
 */
export const stateTables = {
  inbox: {
    key: ['inboxId'],
    row: z.object({
      inboxId: bytes32,
      creator: address,
      inboxNonce: amount,
      recovery: address,
      recoverySinceBlock: blockNumber,
      recoverySinceTime: time,
      keyEpoch: integer,
      registeredBlock: blockNumber,
      registeredLogIndex: integer,
      registeredAt: time,
      registeredTx: bytes32,
      door,
      doorSinceBlock: blockNumber,
      doorSinceTime: time,
      payout: address.nullable(),
      consentGiven: z.boolean(),
    }),
  },
  guardian: {
    key: ['inboxId'],
    row: z.object({
      inboxId: bytes32,
      current: address.nullable(),
      currentSince: time,
      next: address.nullable(),
      nextFrom: time.nullable(),
      ...since,
    }),
  },
  recoveryTransfer: {
    key: ['inboxId'],
    row: z.object({
      inboxId: bytes32,
      to: address,
      startedBy: address,
      startedBlock: blockNumber,
      startedAt: time,
    }),
  },
  wallet: {
    key: ['wallet'],
    row: z.object({ wallet: address, inboxId: bytes32.nullable(), ...since }),
  },
  key: {
    key: ['inboxId', 'keyId'],
    row: z.object({
      inboxId: bytes32,
      keyId: bytes32,
      kind: integer.nullable(),
      publicKey: bytes.nullable(),
      possession: bytes.nullable(),
      possessionStatus: possession.nullable(),
      wallet: address.nullable(),
      epoch: integer,
      expiresAt: time,
      addedBlock: blockNumber.nullable(),
      addedAt: time.nullable(),
      periodBlock: blockNumber.nullable(),
      periodLogIndex: integer.nullable(),
      revokedBlock: blockNumber.nullable(),
      revokedLogIndex: integer.nullable(),
      revokedAt: time.nullable(),
      revokedBy: address.nullable(),
      revokedTx: bytes32.nullable(),
    }),
  },
  keyPeriod: {
    key: ['inboxId', 'keyId', 'fromBlock', 'fromLogIndex'],
    row: z.object({
      inboxId: bytes32,
      keyId: bytes32,
      fromBlock: blockNumber,
      fromLogIndex: integer,
      fromTime: time,
      epoch: integer,
      expiresAt: time,
      wallet: address,
      possessionStatus: possession,
      endedBlock: blockNumber.nullable(),
      endedAt: time.nullable(),
      endedBy: z.enum(['added_again', 'revoked']).nullable(),
      transaction: bytes32,
    }),
  },
  keyEpoch: {
    key: ['inboxId', 'epoch'],
    row: z.object({
      inboxId: bytes32,
      epoch: integer,
      endedBlock: blockNumber,
      endedLogIndex: integer,
      endedAt: time,
      endedBy: address,
      transaction: bytes32,
    }),
  },
  account: {
    key: ['inboxId', 'account'],
    row: z.object({
      inboxId: bytes32,
      account: text,
      wallet: address,
      proof: bytes,
      proofStatus: accountProof,
      ...since,
    }),
  },
  relay: {
    key: ['relay'],
    row: z.object({
      relay: address,
      signer: address,
      endpoint: text,
      active: z.boolean(),
      ...since,
      registeredBlock: blockNumber,
      registeredAt: time,
      activeTimeline: timeline(z.boolean()),
    }),
  },
  carriage: {
    key: ['relay', 'token'],
    row: z.object({
      relay: address,
      token: address,
      amount,
      accepted: z.boolean(),
      ...since,
      priceTimeline: timeline(amount.nullable()),
    }),
  },
  terms: {
    key: ['inboxId', 'token'],
    row: z.object({
      inboxId: bytes32,
      token: address,
      stake: amount,
      window: duration,
      relayMayCollect: z.boolean(),
      ...since,
    }),
  },
  termsChange: {
    key: ['blockNumber', 'logIndex'],
    row: z.object({
      blockNumber,
      logIndex: integer,
      inboxId: bytes32,
      token: address,
      stake: amount,
      window: duration,
      relayMayCollect: z.boolean(),
      timestamp: time,
      transaction: bytes32,
    }),
  },
  doorChange: {
    key: ['blockNumber', 'logIndex'],
    row: z.object({
      blockNumber,
      logIndex: integer,
      inboxId: bytes32,
      door,
      timestamp: time,
      transaction: bytes32,
    }),
  },
  consent: {
    key: ['inboxId', 'subject'],
    row: z.object({ inboxId: bytes32, subject: bytes32, consent, ...since }),
  },
  stamp: {
    key: ['stampId'],
    row: z.object({
      stampId: bytes32,
      sender: address,
      relay: address,
      token: address,
      inboxId: bytes32,
      letterHash: bytes32,
      carriage: amount,
      stake: amount,
      expiresAt: time,
      status: stampStatus,
      postedBlock: blockNumber,
      postedBlockHash: bytes32,
      postedAt: time,
      postedTx: bytes32,
      window: duration,
      relayMayCollect: z.boolean(),
      postedWhileClosed: z.boolean(),
      carriageAsked: amount.nullable(),
      carriageMet: z.boolean().nullable(),
      carriagePaid: z.boolean(),
      settledAt: time.nullable(),
    }),
  },
  voidedStamp: {
    key: ['stampId'],
    row: z.object({
      stampId: bytes32,
      sender: address,
      blockNumber,
      logIndex: integer,
      blockHash: bytes32,
      timestamp: time,
      transaction: bytes32,
    }),
  },
  mailing: {
    key: ['mailingId'],
    row: z.object({
      mailingId: bytes32,
      sender: address,
      relay: address,
      token: address,
      root: bytes32,
      carriage: amount,
      stake: amount,
      count: integer,
      expiresAt: time,
      uri: text,
      status: mailingStatus,
      openedBlock: blockNumber,
      openedLogIndex: integer,
      openedBlockHash: bytes32,
      openedAt: time,
      openedTx: bytes32,
      carriageAsked: amount.nullable(),
      carriageMet: z.boolean().nullable(),
      carriagePaid: z.boolean(),
      closedAt: time.nullable(),
      refund: amount.nullable(),
    }),
  },
  mail: {
    key: ['mailingId', 'index'],
    row: z.object({
      mailingId: bytes32,
      index: integer,
      inboxId: bytes32,
      letterHash: bytes32,
      payout: address,
      blockNumber,
      logIndex: integer,
      blockHash: bytes32,
      timestamp: time,
      transaction: bytes32,
    }),
  },
  balance: {
    key: ['account', 'token'],
    row: z.object({ account: address, token: address, amount, sinceBlock: blockNumber }),
  },
  allowance: {
    key: ['owner', 'spender', 'token'],
    row: z.object({
      owner: address,
      spender: address,
      token: address,
      amount,
      sinceBlock: blockNumber,
    }),
  },
  operator: {
    key: ['owner', 'operator'],
    row: z.object({
      owner: address,
      operator: address,
      approved: z.boolean(),
      sinceBlock: blockNumber,
    }),
  },
} as const satisfies Record<string, StateTable>

export type StateTableName = keyof typeof stateTables

export const stateTableNames = Object.keys(stateTables) as [StateTableName, ...StateTableName[]]

/** The key of each table. */
export const stateKeys = Object.fromEntries(
  stateTableNames.map((name) => [name, [...stateTables[name].key]]),
) as Record<StateTableName, string[]>

/** A row in JSON. */
export type StateRow = Record<string, unknown>
