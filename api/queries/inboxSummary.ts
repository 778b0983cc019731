import type { Address, Hex } from 'viem'
import type { Inbox } from '../../protocol/wire/inbox.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

export type SummaryRow = {
  inboxId: Hex
  recovery: Address
  door: Inbox['door']
  registeredBlock: number
  registeredAt: number
  registeredTransaction: Hex
}

/** SQL of the fields of a `SummaryRow` as pairs of `json_build_object`, over an `inbox` i. */
export const summaryPairs = `
  'inboxId', i.inbox_id, 'recovery', i.recovery, 'door', i.door,
  'registeredBlock', i.registered_block, 'registeredAt', i.registered_at,
  'registeredTransaction', i.registered_tx`

/** One row; `inbox` is null if the chain has none with this id. */
export const readInboxSummary = statement<
  { asOf: BlockRow | null; inbox: SummaryRow | null },
  [inboxId: Hex]
>(
  (chain) => `
    select ${asOfColumn(chain)}, (
      select json_build_object(${summaryPairs})
      from ${chain.schema}.inbox i where chain_id = ${chain.id} and inbox_id = $1
    ) as inbox`,
)
