import type { Address, Hex } from 'viem'
import type { Inbox, InboxAccount, InboxKey } from '../../protocol/wire/inbox.ts'
import {
  maxCountedStamps,
  maxInboxAccounts,
  maxInboxKeys,
  maxInboxTerms,
} from '../../protocol/wire/inbox.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** An inbox with all that belongs to it. Amounts are decimal strings, times Unix seconds. */
export type InboxRow = {
  inboxId: Hex
  creator: Address
  inboxNonce: string
  recovery: Address
  recoverySinceBlock: number
  recoverySinceTime: number
  registeredBlock: number
  registeredAt: number
  registeredTransaction: Hex
  door: Inbox['door']
  doorSinceBlock: number
  doorSinceTime: number
  payout: Address | null
}

/** As of the newest event; see the indexer's schema for what no event tells. */
export type GuardianRow = {
  current: Address | null
  currentSince: number
  next: Address | null
  /** Null: no change is coming. */
  nextFrom: number | null
}

/** Neither cancelled nor accepted; it may have lapsed. */
export type RecoveryTransferRow = {
  to: Address
  startedBy: Address
  startedBlock: number
  startedAt: number
}

export type KeyRow = {
  keyId: Hex
  kind: number | null
  publicKey: Hex | null
  possession: InboxKey['possession']
  wallet: Address | null
  addedBlock: number | null
  addedAt: number | null
  /** 0: never. */
  expiresAt: number
  isRevoked: boolean
  /** When it was revoked by name or with all keys of its epoch, whichever came first. */
  revokedBlock: number | null
  revokedAt: number | null
}

export type AccountRow = {
  account: string
  proof: InboxAccount['proof']
  wallet: Address
  sinceBlock: number
  sinceTime: number
}

export type TermsRow = {
  token: Address
  stake: string
  window: number
  relayMayCollect: boolean
  sinceBlock: number
  sinceTime: number
}

export type InboxAnswer = {
  asOf: BlockRow | null
  /** Null if the chain has no such inbox. */
  inbox: InboxRow | null
  /** Null if none was ever named. */
  guardian: GuardianRow | null
  recoveryTransfer: RecoveryTransferRow | null
  wallets: { wallet: Address; sinceBlock: number; sinceTime: number }[]
  /** Those that are proven first, then the newest. */
  accounts: AccountRow[]
  /** Those not revoked first, then the newest. */
  keys: KeyRow[]
  /** Of all its keys: how many are revoked, and of the others how many have each expiry. */
  keyCounts: { isRevoked: boolean; expiresAt: number; count: number }[]
  /** Accepted tokens only, by token. */
  terms: TermsRow[]
  /** Of its newest stamps. */
  stampCounts: { status: keyof Inbox['counts']['stamps']; count: number }[]
}

/** The inbox with an id. One row. */
export const readInbox = statement<InboxAnswer, [inboxId: Hex]>((chain) => write(chain, '$1'))

/** The inbox that a wallet is linked to. One row. */
export const readInboxOfWallet = statement<InboxAnswer, [wallet: Address]>((chain) =>
  write(
    chain,
    `(select inbox_id from ${chain.schema}.wallet where chain_id = ${chain.id} and wallet = $1)`,
  ),
)

/** @param id - SQL expression of the inbox's id; null where it gives none. */
function write({ id: chainId, schema }: { id: number; schema: string }, id: string): string {
  const own = `chain_id = ${chainId} and inbox_id = (select id from wanted)`
  return `
    with wanted as materialized (select ${id}::text as id),
    keys as (
      select k.*, k.revoked_block is not null or k.epoch < i.key_epoch as is_revoked,
        least(k.revoked_block, e.ended_block) as gone_block, least(k.revoked_at, e.ended_at) as gone_at
      from ${schema}.key k
      join ${schema}.inbox i on i.chain_id = k.chain_id and i.inbox_id = k.inbox_id
      left join ${schema}.key_epoch e
        on e.chain_id = k.chain_id and e.inbox_id = k.inbox_id and e.epoch = k.epoch
      where k.chain_id = ${chainId} and k.inbox_id = (select id from wanted)
    )
    select ${asOfColumn({ id: chainId, schema })},
    (
      select json_build_object(
        'inboxId', inbox_id, 'creator', creator, 'inboxNonce', inbox_nonce::text,
        'recovery', recovery, 'recoverySinceBlock', recovery_since_block,
        'recoverySinceTime', recovery_since_time,
        'registeredBlock', registered_block, 'registeredAt', registered_at,
        'registeredTransaction', registered_tx, 'door', door, 'doorSinceBlock', door_since_block,
        'doorSinceTime', door_since_time, 'payout', payout
      )
      from ${schema}.inbox where ${own}
    ) as inbox,
    (
      select json_build_object(
        'current', "current", 'currentSince', current_since, 'next', "next", 'nextFrom', next_from
      )
      from ${schema}.guardian where ${own}
    ) as guardian,
    (
      select json_build_object(
        'to', "to", 'startedBy', started_by, 'startedBlock', started_block, 'startedAt', started_at
      )
      from ${schema}.recovery_transfer where ${own}
    ) as "recoveryTransfer",
    (
      select coalesce(json_agg(json_build_object(
        'wallet', wallet, 'sinceBlock', since_block, 'sinceTime', since_time
      ) order by since_block, wallet), '[]')
      from ${schema}.wallet where ${own}
    ) as wallets,
    (
      select coalesce(json_agg(to_json(a)), '[]') from (
        select account, proof_status as proof, wallet,
          since_block as "sinceBlock", since_time as "sinceTime"
        from ${schema}.account where ${own}
        order by proof_status = 'valid' desc, since_block desc, account
        limit ${maxInboxAccounts}
      ) a
    ) as accounts,
    (
      select coalesce(json_agg(to_json(k)), '[]') from (
        select key_id as "keyId", kind, public_key as "publicKey",
          coalesce(possession_status, 'none') as possession, wallet,
          added_block as "addedBlock", added_at as "addedAt", expires_at as "expiresAt",
          is_revoked as "isRevoked", gone_block as "revokedBlock", gone_at as "revokedAt"
        from keys
        order by is_revoked, coalesce(added_block, gone_block) desc, key_id
        limit ${maxInboxKeys}
      ) k
    ) as keys,
    (
      select coalesce(json_agg(to_json(c)), '[]') from (
        select is_revoked as "isRevoked",
          case when is_revoked then 0 else expires_at end as "expiresAt", count(*) as count
        from keys group by 1, 2
      ) c
    ) as "keyCounts",
    (
      select coalesce(json_agg(to_json(t)), '[]') from (
        select token, stake::text as stake, "window", relay_may_collect as "relayMayCollect",
          since_block as "sinceBlock", since_time as "sinceTime"
        from ${schema}.terms where ${own} and stake > 0
        order by token
        limit ${maxInboxTerms}
      ) t
    ) as terms,
    (
      select coalesce(json_agg(to_json(c)), '[]') from (
        select status, count(*) as count from (
          select status from ${schema}.stamp where ${own}
          order by posted_block desc
          limit ${maxCountedStamps}
        ) newest group by status
      ) c
    ) as "stampCounts"`
}
