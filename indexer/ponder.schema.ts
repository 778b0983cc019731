import { index, onchainTable, primaryKey, sql } from 'ponder'

/**
 * What the contracts' events say, per chain. Two kinds of tables:
 *
 * - *State*: one row per thing, as it is at the newest indexed block. `since…` says from when on it has been so without a
 *   break, which is what an answer at an older block or a finality level needs.
 * - *History*: one row per change, keyed by (block, log index) or indexed by it as `byPlace`; never updated, except to
 *   close an interval. Every event that changes anything is found by its place in exactly one table; what `KeyRevoked` has
 *   to say stands in `key`, as it comes once for a key at most.
 *
 * Every primary key begins with `chainId`. Ids, hashes and addresses are lower-case hex. Times are Unix seconds.
 * Amounts are in the token's smallest unit; token `0x0…0` is the native one.
 */

const doors = ['free', 'postage', 'closed'] as const
const consents = ['none', 'allowed', 'denied'] as const
/** What proofs are worth: see src/possession.ts and src/accountProof.ts. */
const possessions = ['none', 'valid', 'vouched', 'invalid', 'unchecked'] as const
const accountProofs = ['none', 'valid', 'invalid', 'unchecked'] as const
const statuses = ['open', 'admitted', 'collected', 'returned', 'expired'] as const
const steps = ['posted', 'admitted', 'collected', 'returned', 'expired'] as const
const mailingStatuses = ['open', 'admitted', 'closed'] as const
const mailingSteps = ['opened', 'admitted', 'closed'] as const
const transferSteps = ['started', 'cancelled', 'accepted'] as const
/** The contracts that count what an account has signed, each for itself. */
const signedContracts = ['inbox_registry', 'post_office'] as const

/** A price or an activity of a relay, from a second on. `[from, value]`, oldest first. */
export type Timeline<T> = readonly (readonly [from: number, value: T])[]

/**
 * The blocks themselves; they come and go with everything that was read from them. Source of `asOf`. Ponder brings them
 * after all events that they hold, so where the row is, those are. One row a block for ever: 150 bytes or so.
 */
export const block = onchainTable(
  'block',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    number: t.int8({ mode: 'number' }).notNull(),
    hash: t.hex().notNull(),
    parentHash: t.hex().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.number] }) }),
)

// InboxRegistry

/** State: an inbox. The door and payout, which PostOffice keeps, stand here too: one row answers for the inbox. */
export const inbox = onchainTable(
  'inbox',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    /** The wallet and nonce that the id is derived from. */
    creator: t.hex().notNull(),
    inboxNonce: t.bigint().notNull(),
    recovery: t.hex().notNull(),
    recoverySinceBlock: t.int8({ mode: 'number' }).notNull(),
    recoverySinceTime: t.int8({ mode: 'number' }).notNull(),
    /** Keys of an older epoch are revoked: see `keyEpoch` for when. */
    keyEpoch: t.int8({ mode: 'number' }).notNull(),
    registeredBlock: t.int8({ mode: 'number' }).notNull(),
    registeredLogIndex: t.integer().notNull(),
    registeredAt: t.int8({ mode: 'number' }).notNull(),
    registeredTx: t.hex().notNull(),
    door: t.text({ enum: doors }).notNull(),
    doorSinceBlock: t.int8({ mode: 'number' }).notNull(),
    doorSinceTime: t.int8({ mode: 'number' }).notNull(),
    /** As set; null: the recovery. */
    payout: t.hex(),
    /** Whether it ever allowed or denied anybody: if not, `consent` has nothing but `none` of it, and need not be read. */
    consentGiven: t.boolean().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.inboxId] }),
    // As in `stamp.byLetter`, and without the chain: a fifth of the primary key, and so a level less high.
    byStart: index('inbox_by_start').on(sql`(('x' || substr(inbox_id, 3, 16))::bit(64)::int8)`),
    byTime: index().on(table.chainId, table.registeredAt),
  }),
)

/**
 * State: an inbox's guardian as its newest event left it, as the contract keeps it too; no row where none was ever named.
 * Nothing tells of the second `nextFrom`: from then on `next` is the guardian, whoever `current` is here.
 */
export const guardian = onchainTable(
  'guardian',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    /** Null: none. */
    current: t.hex(),
    /** Since which second it has been so without a break; 0: always. */
    currentSince: t.int8({ mode: 'number' }).notNull(),
    /** Null: none, or no change is coming. */
    next: t.hex(),
    /** Null: no change is coming. */
    nextFrom: t.int8({ mode: 'number' }),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.inboxId] }) }),
)

/** History: every guardian that a recovery named; null: none. In force from `from` on, if nothing comes between. */
export const guardianChange = onchainTable(
  'guardian_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    guardian: t.hex(),
    from: t.int8({ mode: 'number' }).notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

/**
 * State: the newest transfer of an inbox's recovery that was neither cancelled nor accepted. It may have lapsed: by its
 * age, or as its starter is out of office, of which no event tells.
 */
export const recoveryTransfer = onchainTable(
  'recovery_transfer',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    to: t.hex().notNull(),
    startedBy: t.hex().notNull(),
    startedBlock: t.int8({ mode: 'number' }).notNull(),
    startedAt: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.inboxId] }) }),
)

/** History: transfers of recovery. Those accepted are all changes of recovery. Null where the event does not speak of it. */
export const recoveryTransferStep = onchainTable(
  'recovery_transfer_step',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    step: t.text({ enum: transferSteps }).notNull(),
    /** Who started, cancelled or accepted it. */
    by: t.hex().notNull(),
    from: t.hex(),
    to: t.hex(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

/** State: a wallet and the inbox that it is linked to now; null once it has left. */
export const wallet = onchainTable(
  'wallet',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    wallet: t.hex().notNull(),
    inboxId: t.hex(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.wallet] }),
    byStart: index('wallet_by_start').on(sql`(('x' || substr(wallet, 3, 16))::bit(64)::int8)`),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

/** History: wallets joining and leaving inboxes; the creator joins with the registration, at its place. */
export const walletChange = onchainTable(
  'wallet_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    wallet: t.hex().notNull(),
    linked: t.boolean().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

/**
 * State: a key of an inbox. A key banned before it was ever added has `kind` null and nothing else of an added key.
 * Revoked if `revokedBlock` is set or `epoch` is below the inbox's; else expired from `expiresAt` on, unless that is 0.
 */
export const key = onchainTable(
  'key',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    keyId: t.hex().notNull(),
    kind: t.integer(),
    publicKey: t.hex(),
    /** The proof that came with it when it was added last, and what it was worth then. */
    possession: t.hex(),
    possessionStatus: t.text({ enum: possessions }),
    /** The wallet that added it last. */
    wallet: t.hex(),
    epoch: t.int8({ mode: 'number' }).notNull(),
    /** Unix seconds; 0 is never. */
    expiresAt: t.int8({ mode: 'number' }).notNull(),
    /** First added; null if banned before. */
    addedBlock: t.int8({ mode: 'number' }),
    addedAt: t.int8({ mode: 'number' }),
    /** The (block, log index) of the newest row in `keyPeriod`; null if there is none. */
    periodBlock: t.int8({ mode: 'number' }),
    periodLogIndex: t.integer(),
    /** Where, when and by whom it was revoked by name, which happens once at most; null: it was not. */
    revokedBlock: t.int8({ mode: 'number' }),
    revokedLogIndex: t.integer(),
    revokedAt: t.int8({ mode: 'number' }),
    revokedBy: t.hex(),
    revokedTx: t.hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.inboxId, table.keyId] }),
    byKey: index().on(table.chainId, table.keyId, table.inboxId),
    byEpoch: index().on(table.chainId, table.inboxId, table.epoch, table.revokedBlock),
    byRevocation: index().on(table.chainId, table.revokedBlock, table.revokedLogIndex),
  }),
)

/**
 * History: from when until when a key was good, one row per `KeyAdded`. Within [fromTime, min(expiresAt, endedAt)), blocks
 * likewise. `ended…` is set when the key is added again (which opens the next row) or revoked by name; when all keys are
 * revoked, `keyEpoch` tells the end instead, so that one event is one row however many keys it ends.
 */
export const keyPeriod = onchainTable(
  'key_period',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    keyId: t.hex().notNull(),
    fromBlock: t.int8({ mode: 'number' }).notNull(),
    fromLogIndex: t.integer().notNull(),
    fromTime: t.int8({ mode: 'number' }).notNull(),
    epoch: t.int8({ mode: 'number' }).notNull(),
    expiresAt: t.int8({ mode: 'number' }).notNull(),
    /** The wallet that added it, and what the proof was worth that it gave. */
    wallet: t.hex().notNull(),
    possessionStatus: t.text({ enum: possessions }).notNull(),
    endedBlock: t.int8({ mode: 'number' }),
    endedAt: t.int8({ mode: 'number' }),
    endedBy: t.text({ enum: ['added_again', 'revoked'] }),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({
      columns: [table.chainId, table.inboxId, table.keyId, table.fromBlock, table.fromLogIndex],
    }),
    byPlace: index().on(table.chainId, table.fromBlock, table.fromLogIndex),
  }),
)

/** History: an epoch of an inbox's keys that is over, and when it ended. */
export const keyEpoch = onchainTable(
  'key_epoch',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    epoch: t.int8({ mode: 'number' }).notNull(),
    endedBlock: t.int8({ mode: 'number' }).notNull(),
    endedLogIndex: t.integer().notNull(),
    endedAt: t.int8({ mode: 'number' }).notNull(),
    endedBy: t.hex().notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.inboxId, table.epoch] }),
    byPlace: index().on(table.chainId, table.endedBlock, table.endedLogIndex),
  }),
)

/** State: an account elsewhere that an inbox says is its own; no row once it has taken that back. */
export const account = onchainTable(
  'account',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    /** CAIP-10, or whatever was given in its place. */
    account: t.text().notNull(),
    /** The wallet that linked it last, with the proof that it gave. */
    wallet: t.hex().notNull(),
    proof: t.hex().notNull(),
    proofStatus: t.text({ enum: accountProofs }).notNull(),
    /** Since when it has been linked by proofs of this worth. */
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.inboxId, table.account] }),
    byAccount: index().on(table.chainId, table.account, table.proofStatus, table.inboxId),
    byInbox: index().on(table.chainId, table.inboxId, table.proofStatus, table.sinceBlock),
  }),
)

/** History: accounts elsewhere that inboxes linked and unlinked; no proof comes with unlinking. */
export const accountChange = onchainTable(
  'account_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    account: t.text().notNull(),
    wallet: t.hex().notNull(),
    linked: t.boolean().notNull(),
    proof: t.hex(),
    proofStatus: t.text({ enum: accountProofs }),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

/** History: nonces used up by their signer without a signature. */
export const voidedNonce = onchainTable(
  'voided_nonce',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    contract: t.text({ enum: signedContracts }).notNull(),
    signer: t.hex().notNull(),
    nonce: t.bigint().notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.contract, table.signer, table.nonce] }),
    byPlace: index().on(table.chainId, table.blockNumber, table.logIndex),
  }),
)

// RelayRegistry

/** State: a relay. */
export const relay = onchainTable(
  'relay',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    relay: t.hex().notNull(),
    signer: t.hex().notNull(),
    endpoint: t.text().notNull(),
    active: t.boolean().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
    registeredBlock: t.int8({ mode: 'number' }).notNull(),
    registeredAt: t.int8({ mode: 'number' }).notNull(),
    /** Whether it was active, over the last 600 seconds and now: see `lowestCarriage` in src/carriage.ts. */
    activeTimeline: t.json().$type<Timeline<boolean>>().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.relay] }) }),
)

/** State: what a relay asks for carriage in a token, as last set; it is in force while the relay is active. */
export const carriage = onchainTable(
  'carriage',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    relay: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    accepted: t.boolean().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
    /** What it asked over the last 600 seconds and now, decimal; null: not accepted. */
    priceTimeline: t.json().$type<Timeline<string | null>>().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.relay, table.token] }) }),
)

/** History: every change of a relay. Null where the event does not speak of it. */
export const relayChange = onchainTable(
  'relay_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    relay: t.hex().notNull(),
    signer: t.hex(),
    endpoint: t.text(),
    active: t.boolean(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byRelay: index().on(table.chainId, table.relay),
  }),
)

/** History: every price that a relay set. */
export const carriageChange = onchainTable(
  'carriage_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    relay: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    accepted: t.boolean().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byRelay: index().on(table.chainId, table.relay, table.token),
  }),
)

// PostOffice: terms, door, consents, payout

/** State: what an inbox asks in a token; `stake` 0 where it no longer accepts it. */
export const terms = onchainTable(
  'terms',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    token: t.hex().notNull(),
    stake: t.bigint().notNull(),
    window: t.int8({ mode: 'number' }).notNull(),
    relayMayCollect: t.boolean().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.inboxId, table.token] }) }),
)

/**
 * History: every term that an inbox set. Those in force at a place are the newest ones before it; none, or `stake` 0: the
 * token was not accepted there.
 */
export const termsChange = onchainTable(
  'terms_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    token: t.hex().notNull(),
    stake: t.bigint().notNull(),
    window: t.int8({ mode: 'number' }).notNull(),
    relayMayCollect: t.boolean().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(
      table.chainId,
      table.inboxId,
      table.token,
      table.blockNumber,
      table.logIndex,
    ),
  }),
)

/** History: every change of an inbox's door; before the first it is free. */
export const doorChange = onchainTable(
  'door_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    door: t.text({ enum: doors }).notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId, table.blockNumber, table.logIndex),
  }),
)

/** State: an inbox's word on a subject, and since when it has been this word; giving the same word again changes nothing. */
export const consent = onchainTable(
  'consent',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    /** An address as 32 bytes, or an inbox id. */
    subject: t.hex().notNull(),
    consent: t.text({ enum: consents }).notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
    sinceTime: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.inboxId, table.subject] }) }),
)

/** History: every word that an inbox gave on a subject. */
export const consentChange = onchainTable(
  'consent_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    subject: t.hex().notNull(),
    consent: t.text({ enum: consents }).notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
  }),
)

/** History: every payout that an inbox set; null: the recovery. */
export const payoutChange = onchainTable(
  'payout_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    inboxId: t.hex().notNull(),
    payout: t.hex(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byInbox: index().on(table.chainId, table.inboxId),
  }),
)

// PostOffice: stamps

/** State: a stamp, with the circumstances of its posting that a verdict turns on. */
export const stamp = onchainTable(
  'stamp',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    stampId: t.hex().notNull(),
    sender: t.hex().notNull(),
    relay: t.hex().notNull(),
    token: t.hex().notNull(),
    inboxId: t.hex().notNull(),
    letterHash: t.hex().notNull(),
    carriage: t.bigint().notNull(),
    stake: t.bigint().notNull(),
    expiresAt: t.int8({ mode: 'number' }).notNull(),
    status: t.text({ enum: statuses }).notNull(),
    postedBlock: t.int8({ mode: 'number' }).notNull(),
    postedBlockHash: t.hex().notNull(),
    postedAt: t.int8({ mode: 'number' }).notNull(),
    postedTx: t.hex().notNull(),
    /** The answer window, in seconds, and the right of the relay that the inbox's terms gave when it was posted. */
    window: t.int8({ mode: 'number' }).notNull(),
    relayMayCollect: t.boolean().notNull(),
    /** Whether the inbox was closed to strangers when it was posted. */
    postedWhileClosed: t.boolean().notNull(),
    /** The lowest price its relay had for the token within 600 s before it was posted; null: it did not accept the token. */
    carriageAsked: t.bigint(),
    /** `carriage >= carriageAsked`; null where that is. Stored, so that an index can pass over what underpays. */
    carriageMet: t.boolean(),
    /** Whether the relay has its carriage. */
    carriagePaid: t.boolean().notNull(),
    /** The final outcome's time; null while there is none. */
    settledAt: t.int8({ mode: 'number' }),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.stampId] }),
    // By the first 8 bytes of inbox, letter and relay: short, and so a level less high. And as expressions Postgres cannot
    // mistake another index for this one, whatever its statistics say: one by inbox, or by relay, would lead through all the
    // stamps of that. `api/queries/verifyStarts.ts` repeats the expressions.
    byLetter: index('stamp_by_letter').on(
      table.chainId,
      sql`(('x' || substr(inbox_id, 3, 16))::bit(64)::int8)`,
      sql`(('x' || substr(letter_hash, 3, 16))::bit(64)::int8)`,
      sql`(('x' || substr(relay, 3, 16))::bit(64)::int8)`,
      table.carriageMet,
      table.status,
      table.expiresAt,
    ),
    bySender: index().on(table.chainId, table.sender, table.postedBlock),
    byInbox: index().on(table.chainId, table.inboxId, table.postedBlock),
    byInboxStatus: index().on(table.chainId, table.inboxId, table.status, table.postedBlock),
    byRelay: index().on(table.chainId, table.relay, table.postedBlock),
    byTime: index().on(table.chainId, table.postedAt),
  }),
)

/** History: the steps of a stamp's life. */
export const stampStep = onchainTable(
  'stamp_step',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    stampId: t.hex().notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    step: t.text({ enum: steps }).notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
    /** Who got the stake: the payout or the sender; null before the outcome. */
    stakeTo: t.hex(),
    /** Who has the carriage in the end; null before it is known or where a stamp has no relay to have it. */
    carriageTo: t.hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.stampId, table.blockNumber, table.logIndex] }),
    byPlace: index().on(table.chainId, table.blockNumber, table.logIndex),
    byTime: index().on(table.chainId, table.timestamp),
  }),
)

/**
 * History: stamps that their sender called off before anybody posted them; for good, so a stamp is in here or in `stamp`.
 * The chain tells no more of such a stamp. A table of its own keeps them out of the way of verdicts.
 */
export const voidedStamp = onchainTable(
  'voided_stamp',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    stampId: t.hex().notNull(),
    sender: t.hex().notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.stampId] }),
    byPlace: index().on(table.chainId, table.blockNumber, table.logIndex),
  }),
)

// PostOffice: mailings

/**
 * State: a mailing, with the circumstances of its opening that verdicts need. What inboxes asked then is nobody's to know
 * before a letter is named: it is in `termsChange` and `doorChange`, at the place of the opening.
 */
export const mailing = onchainTable(
  'mailing',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    mailingId: t.hex().notNull(),
    sender: t.hex().notNull(),
    relay: t.hex().notNull(),
    token: t.hex().notNull(),
    root: t.hex().notNull(),
    /** For each letter, as is the stake. */
    carriage: t.bigint().notNull(),
    stake: t.bigint().notNull(),
    /** Letters; those collected are rows of `mail`. */
    count: t.int8({ mode: 'number' }).notNull(),
    expiresAt: t.int8({ mode: 'number' }).notNull(),
    /** Where the sender says that the leaves are to be had; any text. */
    uri: t.text().notNull(),
    /** As the chain has it: `open` or `admitted` at or after `expiresAt` until someone closes it. */
    status: t.text({ enum: mailingStatuses }).notNull(),
    openedBlock: t.int8({ mode: 'number' }).notNull(),
    openedLogIndex: t.integer().notNull(),
    openedBlockHash: t.hex().notNull(),
    openedAt: t.int8({ mode: 'number' }).notNull(),
    openedTx: t.hex().notNull(),
    /** The lowest price of its relay within 600 s before it was opened; null: it did not accept the token. */
    carriageAsked: t.bigint(),
    /** `carriage >= carriageAsked`; null where that is. */
    carriageMet: t.boolean(),
    /** Whether the relay has the carriage of all letters. */
    carriagePaid: t.boolean().notNull(),
    /** Null while it is not closed, as is the refund. */
    closedAt: t.int8({ mode: 'number' }),
    /** What the sender got back: stakes that nobody collected, and the carriage if the relay had not taken it. */
    refund: t.bigint(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.mailingId] }),
    bySender: index().on(table.chainId, table.sender, table.openedBlock),
    byTime: index().on(table.chainId, table.openedAt),
  }),
)

/** History: the steps of a mailing's life. */
export const mailingStep = onchainTable(
  'mailing_step',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    mailingId: t.hex().notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    step: t.text({ enum: mailingSteps }).notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
    /** What the sender got back; null before the mailing was closed. */
    refund: t.bigint(),
    /** Who has the carriage in the end; null before it is known. */
    carriageTo: t.hex(),
  }),
  (table) => ({
    pk: primaryKey({
      columns: [table.chainId, table.mailingId, table.blockNumber, table.logIndex],
    }),
    byPlace: index().on(table.chainId, table.blockNumber, table.logIndex),
  }),
)

/** History: the letters of mailings whose stake was collected, each once. */
export const mail = onchainTable(
  'mail',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    mailingId: t.hex().notNull(),
    index: t.int8({ mode: 'number' }).notNull(),
    inboxId: t.hex().notNull(),
    letterHash: t.hex().notNull(),
    /** Who got the stake. */
    payout: t.hex().notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.mailingId, table.index] }),
    byPlace: index().on(table.chainId, table.blockNumber, table.logIndex),
    byInbox: index().on(table.chainId, table.inboxId, table.blockNumber, table.logIndex),
  }),
)

// PostOffice: ledger

/** State: an account's balance in a token, which is the sum of its `ledgerTransfer` rows. */
export const balance = onchainTable(
  'balance',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.account, table.token] }) }),
)

/** State: how much a spender may still take of an owner's balance. */
export const allowance = onchainTable(
  'allowance',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    owner: t.hex().notNull(),
    spender: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.owner, table.spender, table.token] }),
  }),
)

/** State: whether an operator may move all of an owner's balances. */
export const operator = onchainTable(
  'operator',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    owner: t.hex().notNull(),
    operator: t.hex().notNull(),
    approved: t.boolean().notNull(),
    sinceBlock: t.int8({ mode: 'number' }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.chainId, table.owner, table.operator] }) }),
)

/** History: allowances as they were given. What is taken of one later has no event; a `ledgerTransfer` by its spender tells. */
export const allowanceChange = onchainTable(
  'allowance_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    owner: t.hex().notNull(),
    spender: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
  }),
)

/** History: operators named and dismissed. */
export const operatorChange = onchainTable(
  'operator_change',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    owner: t.hex().notNull(),
    operator: t.hex().notNull(),
    approved: t.boolean().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
  }),
)

/** History: ERC-6909 transfers. From 0: a credit; to 0: a debit. */
export const ledgerTransfer = onchainTable(
  'ledger_transfer',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    caller: t.hex().notNull(),
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byFrom: index().on(table.chainId, table.from, table.blockNumber),
    byTo: index().on(table.chainId, table.to, table.blockNumber),
  }),
)

/** History: money paid in and paid out. */
export const cashMovement = onchainTable(
  'cash_movement',
  (t) => ({
    chainId: t.int8({ mode: 'number' }).notNull(),
    blockNumber: t.int8({ mode: 'number' }).notNull(),
    logIndex: t.integer().notNull(),
    kind: t.text({ enum: ['deposit', 'withdrawal'] }).notNull(),
    token: t.hex().notNull(),
    /** Who paid in; for a withdrawal, whose balance it was. */
    from: t.hex().notNull(),
    /** Whose balance rose; for a withdrawal, who was paid. */
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    timestamp: t.int8({ mode: 'number' }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.chainId, table.blockNumber, table.logIndex] }),
    byFrom: index().on(table.chainId, table.from, table.blockNumber),
    byTo: index().on(table.chainId, table.to, table.blockNumber),
  }),
)
