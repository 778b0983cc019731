import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { maxMovementStamps } from '../../protocol/wire/movement.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** Most transfers that one page looks through for those of a token. */
const filterWindow = 5_000

/** Where a page of movements ends; they are listed newest first. */
export type MovementPosition = [block: number, logIndex: number]

const start: MovementPosition = [Number.MAX_SAFE_INTEGER, 0]

/**
 * What an event before a transfer in its transaction gives to whom. Amounts are decimal strings. `stakeTo` and `carriageTo`
 * are null where the event gives none.
 */
export type PostageEvent = {
  logIndex: number
  of: 'stamp' | 'mailing' | 'mail'
  step: 'posted' | 'opened' | 'admitted' | 'collected' | 'returned' | 'expired' | 'closed'
  id: Hex
  token: Address
  sender: Address
  stakeTo: Address | null
  stake: string
  carriageTo: Address | null
  carriage: string
}

export type MovementRow = {
  from: Address
  to: Address
  caller: Address
  token: Address
  amount: string
  blockNumber: number
  logIndex: number
  timestamp: number
  transaction: Hex
  /** The deposit or withdrawal whose transfer this is; null: of none. */
  cash: { kind: 'deposit' | 'withdrawal'; from: Address; to: Address } | null
  /** What stands before it in its transaction, nearest first, 100 at most; only where it comes from the escrow or goes there. */
  events: PostageEvent[]
}

type Answer = {
  asOf: BlockRow | null
  movements: MovementRow[]
  /** The block down to which all were looked through; null if that was the end. */
  scannedTo: number | null
}

const readRow = statement<
  Answer,
  [
    account: Address,
    beforeBlock: number,
    beforeLogIndex: number,
    count: number,
    window: number,
    token: Address | null,
  ]
>((chain) => {
  const { id, schema } = chain
  const table = `${schema}.ledger_transfer`
  const side = (column: 'from' | 'to') =>
    `chain_id = ${id} and "${column}" = $1 and block_number <= $2 and (block_number < $2 or log_index < $3)`
  const newest = (column: 'from' | 'to') =>
    `(select block_number from ${table} where ${side(column)} order by block_number desc limit $5 + 1)`
  const ofPage = (column: 'from' | 'to') =>
    `select * from ${table} where ${side(column)}
      and block_number >= coalesce((select block_number from cut), 0) and ($6::text is null or token = $6)`
  return `
    with cut as materialized (
      select block_number from (${newest('from')} union all ${newest('to')}) both_sides
      order by block_number desc offset $5 limit 1
    ),
    page as materialized (
      select * from (${ofPage('from')} union ${ofPage('to')}) both_sides
      order by block_number desc, log_index desc
      limit $4
    ),
    told as materialized (
      select p.*, cash.value as cash
      from page p
      left join lateral (
        -- The contract emits Deposited and Withdrawn right after the transfer that they are about.
        select json_build_object('kind', c.kind, 'from', c."from", 'to', c."to") as value
        from ${schema}.cash_movement c
        where c.chain_id = ${id} and c.block_number = p.block_number and c.log_index = p.log_index + 1
          and c.transaction = p.transaction
        limit 1
      ) cash on true
    ),
    caused as materialized (
      select block_number, log_index, transaction,
        -- What stands before one is looked up with the next one below: no event is looked up twice.
        coalesce(lag(log_index) over (partition by block_number order by log_index), -1) as above
      from told where cash is null and '${zeroAddress}' in ("from", "to")
    )
    select ${asOfColumn(chain)},
    (select block_number from cut) as "scannedTo",
    (
      select coalesce(json_agg(json_build_object(
        'from', p."from", 'to', p."to", 'caller', p.caller, 'token', p.token, 'amount', p.amount::text,
        'blockNumber', p.block_number, 'logIndex', p.log_index, 'timestamp', p.timestamp,
        'transaction', p.transaction, 'cash', p.cash, 'events', coalesce(events.list, '[]')
      ) order by p.block_number desc, p.log_index desc), '[]')
      from told p
      left join (
        select c.block_number, c.log_index, e.list
        from caused c
        cross join lateral (
          select json_agg(e.event order by e.log_index desc) as list
          from (
            (${stampEvents(chain)}) union all (${mailingEvents(chain)}) union all (${mailEvents(chain)})
            order by log_index desc limit ${maxMovementStamps}
          ) e
        ) e
      ) events on events.block_number = p.block_number and events.log_index = p.log_index
    ) as movements`
})

/**
 * What changed an account's balances, newest first. Blocks are in the order of the index, what is within one is not: see
 * `readStamps`.
 *
 * @param token - Undefined: in any.
 */
export async function readMovements(
  chain: ChainTables,
  account: Address,
  page: { after: MovementPosition | undefined; count: number },
  token: Address | undefined,
): Promise<Answer> {
  const [block, logIndex] = page.after ?? start
  const window = token === undefined ? page.count : filterWindow
  const [row] = await readRow(chain, account, block, logIndex, page.count, window, token ?? null)
  if (!row) throw new Error('The statement gave no row')
  return { ...row, movements: withEarlierEvents(row.movements) }
}

/** Gives each movement also what stands before the one before it in its transaction. */
function withEarlierEvents(movements: readonly MovementRow[]): MovementRow[] {
  const whole: MovementRow[] = []
  let before: MovementRow | undefined
  for (const row of movements.toReversed()) {
    const isPostage = row.cash === null && (row.from === zeroAddress || row.to === zeroAddress)
    const earlier = isPostage && before?.transaction === row.transaction ? before.events : []
    const events = [...row.events, ...earlier].slice(0, maxMovementStamps)
    const full = { ...row, events }
    if (isPostage) before = full
    whole.push(full)
  }
  return whole.reverse()
}

type Place = { id: number; schema: string }

/** The rows of a table right before a movement `c` of `caused`, down to the one before it; only those of its transaction. */
function before({ id, schema }: Place, table: string): string {
  return `(
    select * from (
      select * from ${schema}.${table}
      where chain_id = ${id} and block_number = c.block_number and log_index < c.log_index and log_index > c.above
      order by log_index desc limit ${maxMovementStamps}
    ) nearest
    where transaction = c.transaction
  )`
}

/** An outcome pays the carriage unless the relay had it before, which only an admission gives it. */
function stampEvents(chain: Place): string {
  const { id, schema } = chain
  return `
    select s.log_index, s.transaction, json_build_object(
      'logIndex', s.log_index, 'of', 'stamp', 'step', s.step, 'id', s.stamp_id,
      'token', st.token, 'sender', st.sender,
      'stakeTo', s.stake_to,
      'stake', (st.stake + case when s.step = 'expired' and not st.carriage_paid then st.carriage else 0 end)::text,
      'carriageTo', case
        when s.step = 'admitted' then st.relay
        when s.step in ('collected', 'returned') and not exists (
          select from ${schema}.stamp_step a
          where a.chain_id = ${id} and a.stamp_id = s.stamp_id and a.step = 'admitted'
        ) then st.relay
      end,
      'carriage', st.carriage::text
    ) as event
    from ${before(chain, 'stamp_step')} s
    join ${schema}.stamp st on st.chain_id = ${id} and st.stamp_id = s.stamp_id`
}

function mailingEvents(chain: Place): string {
  const { id, schema } = chain
  return `
    select s.log_index, s.transaction, json_build_object(
      'logIndex', s.log_index, 'of', 'mailing', 'step', s.step, 'id', s.mailing_id,
      'token', m.token, 'sender', m.sender,
      'stakeTo', case when s.step = 'closed' then m.sender end, 'stake', coalesce(s.refund, 0)::text,
      'carriageTo', case when s.step = 'admitted' then m.relay end, 'carriage', (m.count * m.carriage)::text
    ) as event
    from ${before(chain, 'mailing_step')} s
    join ${schema}.mailing m on m.chain_id = ${id} and m.mailing_id = s.mailing_id`
}

function mailEvents(chain: Place): string {
  const { id, schema } = chain
  return `
    select s.log_index, s.transaction, json_build_object(
      'logIndex', s.log_index, 'of', 'mail', 'step', 'collected', 'id', s.mailing_id,
      'token', m.token, 'sender', m.sender,
      'stakeTo', s.payout, 'stake', m.stake::text, 'carriageTo', null, 'carriage', '0'
    ) as event
    from ${before(chain, 'mail')} s
    join ${schema}.mailing m on m.chain_id = ${id} and m.mailing_id = s.mailing_id`
}
