import { getAddress } from 'viem'
import type { Inbox, InboxAccount, InboxKey } from '../../protocol/wire/inbox.ts'
import { maxInboxAccounts, maxInboxKeys, maxInboxTerms } from '../../protocol/wire/inbox.ts'
import type { AccountRow, InboxAnswer, KeyRow } from '../queries/inbox.ts'
import { numberOrNull } from './blockNumber.ts'
import { countStamps } from './countStamps.ts'
import { toRecovery } from './recovery.ts'

/**
 * Shapes an inbox for an answer.
 *
 * @param now - Unix seconds; decides which keys have expired.
 * @returns Undefined if there is no inbox.
 */
export function toInbox(rows: InboxAnswer, now: number): Inbox | undefined {
  const { inbox } = rows
  if (!inbox) return undefined
  return {
    inboxId: inbox.inboxId,
    creator: getAddress(inbox.creator),
    inboxNonce: inbox.inboxNonce,
    ...toRecovery(rows, inbox),
    registeredBlock: String(inbox.registeredBlock),
    registeredAt: inbox.registeredAt,
    registeredTransaction: inbox.registeredTransaction,
    wallets: rows.wallets.map(toWallet),
    accounts: rows.accounts.slice(0, maxInboxAccounts).map(toAccount),
    keys: rows.keys.slice(0, maxInboxKeys).map((key) => toKey(key, now)),
    door: inbox.door,
    doorSinceBlock: String(inbox.doorSinceBlock),
    doorSinceTime: inbox.doorSinceTime,
    terms: rows.terms.slice(0, maxInboxTerms).map((terms) => ({
      ...terms,
      token: getAddress(terms.token),
      sinceBlock: String(terms.sinceBlock),
    })),
    hasMore: {
      accounts: rows.accounts.length > maxInboxAccounts,
      keys: rows.keys.length > maxInboxKeys,
      terms: rows.terms.length > maxInboxTerms,
    },
    payout: getAddress(inbox.payout ?? inbox.recovery),
    payoutIsRecovery: inbox.payout === null,
    counts: { keys: countKeys(rows, now), stamps: countStamps(rows.stampCounts) },
  }
}

/** Shapes a wallet that an inbox has. */
export function toWallet(row: InboxAnswer['wallets'][number]): Inbox['wallets'][number] {
  const { wallet, sinceBlock, sinceTime } = row
  return { wallet: getAddress(wallet), sinceBlock: String(sinceBlock), sinceTime }
}

/** Shapes an account that an inbox says is its own. */
export function toAccount(row: AccountRow): InboxAccount {
  return { ...row, wallet: getAddress(row.wallet), sinceBlock: String(row.sinceBlock) }
}

/**
 * Shapes a key of an inbox.
 *
 * @param now - Unix seconds; decides whether it has expired.
 */
export function toKey(key: KeyRow, now: number): InboxKey {
  return {
    keyId: key.keyId,
    kind: key.kind,
    publicKey: key.publicKey,
    status: statusOf(key, now),
    possession: key.possession,
    wallet: key.wallet && getAddress(key.wallet),
    addedBlock: numberOrNull(key.addedBlock),
    addedAt: key.addedAt,
    expiresAt: key.expiresAt === 0 ? null : key.expiresAt,
    revokedBlock: key.isRevoked ? numberOrNull(key.revokedBlock) : null,
    revokedAt: key.isRevoked ? key.revokedAt : null,
  }
}

function statusOf(key: { isRevoked: boolean; expiresAt: number }, now: number): InboxKey['status'] {
  if (key.isRevoked) return 'revoked'
  return key.expiresAt !== 0 && now >= key.expiresAt ? 'expired' : 'active'
}

/** Those not revoked are all among the keys read, as an inbox has 256 of them at most. */
function countKeys({ keys, revokedKeys }: InboxAnswer, now: number): Inbox['counts']['keys'] {
  const counts = { active: 0, expired: 0, revoked: 0 }
  for (const key of keys) counts[statusOf(key, now)] += 1
  return { ...counts, revoked: revokedKeys }
}
