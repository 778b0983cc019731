import type { Address, Hex } from 'viem'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import type { AccountRow, InboxAnswer, KeyRow } from './inbox.ts'
import type { SummaryRow } from './inboxSummary.ts'
import { summaryPairs } from './inboxSummary.ts'
import { keyObject } from './keyObject.ts'
import { statement } from './statement.ts'

/** An inbox, and by what it was found. */
export type FoundRow = SummaryRow & {
  wallet?: InboxAnswer['wallets'][number]
  account?: AccountRow
  key?: KeyRow
}

type Answer = { asOf: BlockRow | null; inboxes: FoundRow[] }
type Chain = { id: number; schema: string }

/** The inbox that a wallet is linked to, if any. One row, as are the others. */
export const findByWallet = statement<Answer, [wallet: Address]>((chain) =>
  write(
    chain,
    `select i.inbox_id as rank, json_build_object(${summaryPairs}, 'wallet', json_build_object(
        'wallet', w.wallet, 'sinceBlock', w.since_block, 'sinceTime', w.since_time
      )) as found
    from ${chain.schema}.wallet w
    join ${chain.schema}.inbox i on i.chain_id = w.chain_id and i.inbox_id = w.inbox_id
    where w.chain_id = ${chain.id} and w.wallet = $1`,
    'rank',
  ),
)

/**
 * Inboxes that say that an account is theirs, the best proofs first: they happen to be in the order of their names.
 *
 * @param beforeProof - With `beforeId`: where the page before ended; `'~'` for the first.
 */
export const findByAccount = statement<
  Answer,
  [account: string, beforeProof: string, beforeId: string, count: number]
>((chain) =>
  write(
    chain,
    `select a.proof_status || a.inbox_id as rank, json_build_object(${summaryPairs}, 'account', json_build_object(
        'account', a.account, 'proof', a.proof_status, 'wallet', a.wallet,
        'sinceBlock', a.since_block, 'sinceTime', a.since_time
      )) as found
    from (
      select * from ${chain.schema}.account
      where chain_id = ${chain.id} and account = $1 and (proof_status, inbox_id) < ($2, $3)
      order by proof_status desc, inbox_id desc
      limit $4
    ) a
    join ${chain.schema}.inbox i on i.chain_id = a.chain_id and i.inbox_id = a.inbox_id`,
    'rank desc',
  ),
)

/**
 * Inboxes that have, had or banned a key, by their ids.
 *
 * @param afterId - Where the page before ended; empty for the first.
 */
export const findByKey = statement<Answer, [keyId: Hex, afterId: string, count: number]>((chain) =>
  write(
    chain,
    `select k.inbox_id as rank, json_build_object(${summaryPairs}, 'key', ${keyObject}) as found
    from (
      select * from ${chain.schema}.key
      where chain_id = ${chain.id} and key_id = $1 and inbox_id > $2
      order by inbox_id
      limit $3
    ) k
    join ${chain.schema}.inbox i on i.chain_id = k.chain_id and i.inbox_id = k.inbox_id
    left join ${chain.schema}.key_epoch e
      on e.chain_id = k.chain_id and e.inbox_id = k.inbox_id and e.epoch = k.epoch`,
    'rank',
  ),
)

function write(chain: Chain, found: string, order: string): string {
  return `
    select ${asOfColumn(chain)},
    (select coalesce(json_agg(found order by ${order}), '[]') from (${found}) f) as inboxes`
}
