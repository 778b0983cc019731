import type { Address, Hex } from 'viem'
import type { Stamp, StampStep, VoidedStamp } from '../../protocol/wire/stamp.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { stampColumns } from './stampColumns.ts'
import { statement } from './statement.ts'

/** A stamp and the steps of its life, oldest first. Amounts are decimal strings, times Unix seconds. */
export type StampRow = {
  stampId: Hex
  sender: Address
  relay: Address
  token: Address
  inboxId: Hex
  letterHash: Hex
  carriage: string
  stake: string
  expiresAt: number
  status: Stamp['status']
  window: number
  relayMayCollect: boolean
  carriagePaid: boolean
  postedBlock: number
  postedBlockHash: Hex
  postedAt: number
  postedTransaction: Hex
  settledAt: number | null
}

export type VoidedRow = { stampId: Hex; sender: Address; status: VoidedStamp['status'] }

export type StepRow = {
  step: StampStep['step']
  blockNumber: number
  blockHash: Hex
  logIndex: number
  timestamp: number
  transaction: Hex
  stakeTo: Address | null
  carriageTo: Address | null
}

/** One row; `stamp` is null if the chain has none with this id. A voided one has its voiding as only step. */
export const readStamp = statement<
  { asOf: BlockRow | null; stamp: StampRow | VoidedRow | null; steps: StepRow[] },
  [stampId: Hex]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    coalesce((
      select to_json(s) from (select ${stampColumns}
      from ${chain.schema}.stamp
      where chain_id = ${chain.id} and stamp_id = $1) s
    ), (
      select json_build_object('stampId', stamp_id, 'sender', sender, 'status', 'voided')
      from ${chain.schema}.voided_stamp
      where chain_id = ${chain.id} and stamp_id = $1
    )) as stamp,
    (
      select coalesce(json_agg(json_build_object(
        'step', step, 'blockNumber', block_number, 'blockHash', block_hash, 'logIndex', log_index,
        'timestamp', timestamp, 'transaction', transaction,
        'stakeTo', stake_to, 'carriageTo', carriage_to
      ) order by block_number, log_index), '[]')
      from (
        select step, block_number, block_hash, log_index, timestamp, transaction, stake_to, carriage_to
        from ${chain.schema}.stamp_step
        where chain_id = ${chain.id} and stamp_id = $1
        union all
        select 'voided', block_number, block_hash, log_index, timestamp, transaction, null, null
        from ${chain.schema}.voided_stamp
        where chain_id = ${chain.id} and stamp_id = $1
      ) steps
    ) as steps`,
)
