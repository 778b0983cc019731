import { getAddress } from 'viem'
import type { Inbox, InboxKey } from '../../protocol/wire/inbox.ts'
import type { InboxAnswer, KeyRow } from '../queries/inbox.ts'
import { numberOrNull } from './blockNumber.ts'
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
    wallets: rows.wallets.map(({ wallet, sinceBlock, sinceTime }) => ({
      wallet: getAddress(wallet),
      sinceBlock: String(sinceBlock),
      sinceTime,
    })),
    accounts: rows.accounts.map((account) => ({
      ...account,
      wallet: getAddress(account.wallet),
      sinceBlock: String(account.sinceBlock),
    })),
    keys: rows.keys.map((key) => toKey(key, now)),
    door: inbox.door,
    doorSinceBlock: String(inbox.doorSinceBlock),
    doorSinceTime: inbox.doorSinceTime,
    terms: rows.terms.map((terms) => ({
      ...terms,
      token: getAddress(terms.token),
      sinceBlock: String(terms.sinceBlock),
    })),
    payout: getAddress(inbox.payout ?? inbox.recovery),
    payoutIsRecovery: inbox.payout === null,
    counts: { keys: countKeys(rows.keyCounts, now), stamps: countStamps(rows.stampCounts) },
  }
}

function toKey(key: KeyRow, now: number): InboxKey {
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

function countKeys(groups: InboxAnswer['keyCounts'], now: number): Inbox['counts']['keys'] {
  const counts = { active: 0, expired: 0, revoked: 0 }
  for (const group of groups) counts[statusOf(group, now)] += group.count
  return counts
}

function countStamps(groups: InboxAnswer['stampCounts']): Inbox['counts']['stamps'] {
  const counts = { open: 0, admitted: 0, collected: 0, returned: 0, expired: 0 }
  for (const { status, count } of groups) counts[status] = count
  return counts
}
