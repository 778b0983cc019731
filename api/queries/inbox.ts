import type { Address, Hex } from 'viem'
import type { Inbox, InboxAccount, InboxKey } from '../../protocol/wire/inbox.ts'
import {
  maxCountedKeys,
  maxCountedStamps,
  maxInboxAccounts,
  maxInboxKeys,
  maxInboxTerms,
} from '../../protocol/wire/inbox.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { keyObject } from './keyObject.ts'
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
  /** Those that are proven first; one more than an answer lists, if there is. */
  accounts: AccountRow[]
  /** Those not revoked first, then those revoked last; one more than an answer lists, if there is. */
  keys: KeyRow[]
  /** How many are revoked, of some of its keys. */
  revokedKeys: number
  /** Accepted tokens only, by token; one more than an answer lists, if there is. */
  terms: TermsRow[]
  /** Of its newest stamps. */
  stampCounts: { status: keyof Inbox['counts']['stamps']; count: number }[]
}

/**
 * The inbox with an id. One row. Whatever an inbox has piled up, its lists are read in the order of an index and no further
 * than they are shown.
 */
export const readInbox = statement<InboxAnswer, [inboxId: Hex]>(({ id: chainId, schema }) => {
  const own = `chain_id = ${chainId} and inbox_id = $1`
  const epoch = `(select key_epoch from ${schema}.inbox where ${own})`
  return `
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
      -- By luck of their names, the order of what proofs are worth.
      select coalesce(json_agg(to_json(a) order by a.proof desc, a."sinceBlock" desc, a.account), '[]')
      from (
        select account, proof_status as proof, wallet,
          since_block as "sinceBlock", since_time as "sinceTime"
        from ${schema}.account where ${own}
        order by proof_status desc, since_block desc
        limit ${maxInboxAccounts + 1}
      ) a
    ) as accounts,
    (
      select coalesce(json_agg(${keyObject} order by k.epoch desc, k.revoked_block desc nulls first, k.key_id), '[]')
      from (
        select * from ${schema}.key where ${own}
        order by epoch desc, revoked_block desc nulls first
        limit ${maxInboxKeys + 1}
      ) k
      join ${schema}.inbox i on i.chain_id = k.chain_id and i.inbox_id = k.inbox_id
      left join ${schema}.key_epoch e
        on e.chain_id = k.chain_id and e.inbox_id = k.inbox_id and e.epoch = k.epoch
    ) as keys,
    (
      select count(*) from (
        (select from ${schema}.key where ${own} and epoch = ${epoch} and revoked_block is not null limit ${maxCountedKeys})
        union all
        (select from ${schema}.key where ${own} and epoch < ${epoch} limit ${maxCountedKeys})
      ) revoked
    ) as "revokedKeys",
    (
      select coalesce(json_agg(to_json(t)), '[]') from (
        select token, stake::text as stake, "window", relay_may_collect as "relayMayCollect",
          since_block as "sinceBlock", since_time as "sinceTime"
        from ${schema}.terms where ${own} and stake > 0
        order by token
        limit ${maxInboxTerms + 1}
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
})
