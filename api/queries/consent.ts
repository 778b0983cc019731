import type { Hex } from 'viem'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

export type ConsentRow = {
  consent: 'none' | 'allowed' | 'denied'
  sinceBlock: number
  sinceTime: number
}

/** One row; `consent` is null if the inbox never gave a word on the subject. */
export const readConsent = statement<
  { asOf: BlockRow | null; hasInbox: boolean; consent: ConsentRow | null },
  [inboxId: Hex, subject: Hex]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    exists (select from ${chain.schema}.inbox where chain_id = ${chain.id} and inbox_id = $1) as "hasInbox",
    (
      select json_build_object('consent', consent, 'sinceBlock', since_block, 'sinceTime', since_time)
      from ${chain.schema}.consent where chain_id = ${chain.id} and inbox_id = $1 and subject = $2
    ) as consent`,
)
