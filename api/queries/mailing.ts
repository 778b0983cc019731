import type { Address, Hex } from 'viem'
import type { MailingStep, Mailing as WireMailing } from '../../protocol/wire/mailing.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** Collected letters are counted up to here. */
export const countedLetters = 10_000

/** A mailing. Amounts are decimal strings, times Unix seconds. */
export type MailingRow = {
  mailingId: Hex
  sender: Address
  relay: Address
  token: Address
  root: Hex
  carriage: string
  stake: string
  count: number
  expiresAt: number
  uri: string
  status: WireMailing['status']
  carriageAsked: string | null
  carriagePaid: boolean
  openedBlock: number
  openedBlockHash: Hex
  openedAt: number
  openedTransaction: Hex
  closedAt: number | null
  refund: string | null
}

export type MailingStepRow = {
  step: MailingStep['step']
  blockNumber: number
  blockHash: Hex
  logIndex: number
  timestamp: number
  transaction: Hex
  refund: string | null
  carriageTo: Address | null
}

/** One row; `found` is null if the chain has none with this id. `collected` is at most `countedLetters` + 1. */
export const readMailing = statement<
  {
    asOf: BlockRow | null
    found: MailingRow | null
    steps: MailingStepRow[]
    collected: number
  },
  [mailingId: Hex]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    (
      select json_build_object(
        'mailingId', mailing_id, 'sender', sender, 'relay', relay, 'token', token, 'root', root,
        'carriage', carriage::text, 'stake', stake::text, 'count', count, 'expiresAt', expires_at,
        'uri', uri, 'status', status, 'carriageAsked', carriage_asked::text,
        'carriagePaid', carriage_paid, 'openedBlock', opened_block,
        'openedBlockHash', opened_block_hash, 'openedAt', opened_at, 'openedTransaction', opened_tx,
        'closedAt', closed_at, 'refund', refund::text
      )
      from ${chain.schema}.mailing
      where chain_id = ${chain.id} and mailing_id = $1
    ) as found,
    (
      select coalesce(json_agg(json_build_object(
        'step', step, 'blockNumber', block_number, 'blockHash', block_hash, 'logIndex', log_index,
        'timestamp', timestamp, 'transaction', transaction, 'refund', refund::text,
        'carriageTo', carriage_to
      ) order by block_number, log_index), '[]')
      from ${chain.schema}.mailing_step
      where chain_id = ${chain.id} and mailing_id = $1
    ) as steps,
    (
      select count(*) from (
        select from ${chain.schema}.mail
        where chain_id = ${chain.id} and mailing_id = $1
        limit ${countedLetters + 1}
      ) letters
    ) as collected`,
)

/** One row; `found` is null if the chain has no mailing with this id. */
export const readMailingLetter = statement<
  {
    asOf: BlockRow | null
    found: { root: Hex; count: number } | null
    isCollected: boolean
  },
  [mailingId: Hex, index: number]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    (
      select json_build_object('root', root, 'count', count)
      from ${chain.schema}.mailing
      where chain_id = ${chain.id} and mailing_id = $1
    ) as found,
    exists (
      select from ${chain.schema}.mail
      where chain_id = ${chain.id} and mailing_id = $1 and "index" = $2
    ) as "isCollected"`,
)
