import { zeroAddress } from 'viem'
import type { EventType } from '../../protocol/wire/event.ts'
import { eventKinds } from '../../protocol/wire/event.ts'
import { jsonOf, toSnake } from './feedColumns.ts'

/** One type of event in a table: which rows are of it, and the SQL of facts that are not columns of their name. */
type Variant = { type: EventType; when?: string; facts?: Record<string, string> }

/** A table whose rows are events, `h`, each with its place. SQL may name `h` and what is joined. */
type Source = {
  table: string
  /** Columns of block, log index, time and transaction. */
  place?: readonly [block: string, logIndex: string, time: string, transaction: string]
  join?: (schema: string, id: number) => string
  variants: readonly Variant[]
  inboxId?: string
  relay?: string
  stampId?: string
  mailingId?: string
  /** The row of `key_period` that the event ended. */
  prior?: (schema: string, id: number) => string
}

const usualPlace = ['block_number', 'log_index', 'timestamp', 'transaction'] as const
const ofInbox = { inboxId: 'h.inbox_id' }
const someRelay = (relay: string) => `nullif(${relay}, '${zeroAddress}')`
const ofStamp = {
  join: (schema: string, id: number) =>
    `left join ${schema}.stamp s on s.chain_id = ${id} and s.stamp_id = h.stamp_id`,
  inboxId: 's.inbox_id',
  relay: someRelay('s.relay'),
  stampId: 'h.stamp_id',
}
const ofMailing = {
  join: (schema: string, id: number) =>
    `left join ${schema}.mailing m on m.chain_id = ${id} and m.mailing_id = h.mailing_id`,
  relay: someRelay('m.relay'),
  mailingId: 'h.mailing_id',
}
const columnsOf = (alias: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `${alias}."${toSnake(name)}"`]))

/** Every table in which events are found by their place. */
export const feedSources: readonly Source[] = [
  {
    table: 'wallet_change',
    ...ofInbox,
    join: (schema, id) =>
      `left join ${schema}.inbox i on i.chain_id = ${id} and i.inbox_id = h.inbox_id
       left join lateral (
         select t."from" from ${schema}.recovery_transfer_step t
         where t.chain_id = ${id} and t.inbox_id = h.inbox_id and t.step = 'accepted'
         order by t.block_number, t.log_index limit 1
       ) first on true`,
    variants: [
      {
        type: 'inbox.registered',
        when: 'h.linked and (i.registered_block, i.registered_log_index) = (h.block_number, h.log_index)',
        facts: { recovery: 'coalesce(first."from", i.recovery)', inboxNonce: 'i.inbox_nonce' },
      },
      { type: 'wallet.linked', when: 'h.linked' },
      { type: 'wallet.unlinked' },
    ],
  },
  {
    table: 'key_period',
    place: ['from_block', 'from_log_index', 'from_time', 'transaction'],
    ...ofInbox,
    join: (schema, id) =>
      `left join ${schema}.key k on k.chain_id = ${id} and k.inbox_id = h.inbox_id and k.key_id = h.key_id`,
    variants: [{ type: 'key.added', facts: columnsOf('k', ['kind', 'publicKey']) }],
    prior: (schema, id) =>
      `(select json_build_object('fromBlock', p.from_block::text, 'fromLogIndex', p.from_log_index)
        from ${schema}.key_period p
        where p.chain_id = ${id} and p.inbox_id = h.inbox_id and p.key_id = h.key_id
          and (p.from_block, p.from_log_index) < (h.from_block, h.from_log_index)
        order by p.from_block desc, p.from_log_index desc limit 1)`,
  },
  {
    table: 'key',
    place: ['revoked_block', 'revoked_log_index', 'revoked_at', 'revoked_tx'],
    ...ofInbox,
    variants: [{ type: 'key.revoked', facts: { by: 'h.revoked_by' } }],
    prior: () =>
      `case when h.period_block is not null then
         json_build_object('fromBlock', h.period_block::text, 'fromLogIndex', h.period_log_index)
       end`,
  },
  {
    table: 'key_epoch',
    place: ['ended_block', 'ended_log_index', 'ended_at', 'transaction'],
    ...ofInbox,
    variants: [{ type: 'keys.revoked', facts: { by: 'h.ended_by' } }],
  },
  { table: 'guardian_change', ...ofInbox, variants: [{ type: 'guardian.named' }] },
  {
    table: 'recovery_transfer_step',
    ...ofInbox,
    variants: [
      { type: 'recovery.started', when: "h.step = 'started'" },
      { type: 'recovery.cancelled', when: "h.step = 'cancelled'" },
      { type: 'recovery.transferred' },
    ],
  },
  {
    table: 'account_change',
    ...ofInbox,
    variants: [{ type: 'account.linked', when: 'h.linked' }, { type: 'account.unlinked' }],
  },
  { table: 'voided_nonce', variants: [{ type: 'nonce.voided' }] },
  {
    table: 'relay_change',
    relay: 'h.relay',
    variants: [
      {
        type: 'relay.registered',
        when: 'h.signer is not null and h.endpoint is not null and h.active is not null',
      },
      { type: 'relay.changed' },
    ],
  },
  { table: 'carriage_change', relay: 'h.relay', variants: [{ type: 'carriage.set' }] },
  { table: 'terms_change', ...ofInbox, variants: [{ type: 'terms.set' }] },
  { table: 'door_change', ...ofInbox, variants: [{ type: 'door.set' }] },
  { table: 'consent_change', ...ofInbox, variants: [{ type: 'consent.set' }] },
  { table: 'payout_change', ...ofInbox, variants: [{ type: 'payout.set' }] },
  {
    table: 'stamp_step',
    ...ofStamp,
    variants: [
      {
        type: 'stamp.posted',
        when: "h.step = 'posted'",
        facts: columnsOf('s', [
          ...['inboxId', 'sender', 'relay', 'token', 'letterHash'],
          ...['carriage', 'stake', 'expiresAt'],
        ]),
      },
      { type: 'stamp.admitted', when: "h.step = 'admitted'" },
      { type: 'stamp.collected', when: "h.step = 'collected'" },
      { type: 'stamp.returned', when: "h.step = 'returned'" },
      { type: 'stamp.expired' },
    ],
  },
  { table: 'voided_stamp', stampId: 'h.stamp_id', variants: [{ type: 'stamp.voided' }] },
  {
    table: 'mailing_step',
    ...ofMailing,
    variants: [
      {
        type: 'mailing.opened',
        when: "h.step = 'opened'",
        facts: columnsOf('m', [
          ...['sender', 'relay', 'token', 'root', 'carriage', 'stake'],
          ...['count', 'expiresAt', 'uri'],
        ]),
      },
      { type: 'mailing.admitted', when: "h.step = 'admitted'" },
      { type: 'mailing.closed' },
    ],
  },
  { table: 'mail', ...ofMailing, ...ofInbox, variants: [{ type: 'mail.collected' }] },
  {
    table: 'cash_movement',
    variants: [
      { type: 'balance.deposited', when: "h.kind = 'deposit'" },
      { type: 'balance.withdrawn' },
    ],
  },
  { table: 'ledger_transfer', variants: [{ type: 'balance.transferred' }] },
  { table: 'allowance_change', variants: [{ type: 'allowance.set' }] },
  { table: 'operator_change', variants: [{ type: 'operator.set' }] },
]

/**
 * SQL of a source's events after ($1, $2), a block and a log index, up to the head; the first $3 of them.
 *
 * Only that many rows of the index on their place are read, whatever is joined.
 */
export function sourceSql(source: Source, { id, schema }: { id: number; schema: string }): string {
  const [block, logIndex, time, transaction] = source.place ?? usualPlace
  const choose = (pick: (variant: Variant) => string) => {
    const cases = source.variants.map(
      (variant) => `when ${variant.when ?? 'true'} then ${pick(variant)}`,
    )
    return `case ${cases.join(' ')} end`
  }
  const dataOf = ({ type, facts }: Variant) => jsonOf(eventKinds[type].data.shape, 'h', facts)
  return `
    select
      h."${block}" as block_number, h."${logIndex}" as log_index, h."${time}" as block_time,
      h."${transaction}" as transaction, ${choose(({ type }) => `'${type}'`)} as type,
      ${choose(dataOf)} as data, ${source.inboxId ?? 'null'} as inbox_id,
      ${source.relay ?? 'null'} as relay, ${source.stampId ?? 'null'} as stamp_id,
      ${source.mailingId ?? 'null'} as mailing_id, ${source.prior?.(schema, id) ?? 'null::json'} as prior
    from (
      select * from ${schema}.${source.table}
      where chain_id = ${id} and ("${block}", "${logIndex}") > ($1::int8, $2::int4)
        and "${block}" <= (select number from head)
      order by "${block}", "${logIndex}" limit $3::int4
    ) h
    ${source.join?.(schema, id) ?? ''}`
}
