import type { StateRow, StateTableName } from '../../protocol/wire/stateTables.ts'
import { stateTables } from '../../protocol/wire/stateTables.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { fieldsOf, jsonOf, keyTypeOf, toSnake, toWire } from './feedColumns.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** A position in a table: its key's columns; undefined: before its first row. */
export type SnapshotKey = readonly (string | number)[] | undefined

export type SnapshotPage = {
  /** The newest block when the page was read. */
  asOf: BlockRow | null
  rows: StateRow[]
  /** Key of the last row looked at; null: there was none. */
  last: (string | number)[] | null
  /** How many rows were looked at, those left out included. */
  scanned: number
}

/**
 * Reads the rows that follow a key, in the order of the primary key.
 *
 * @param settledBefore - Unix seconds; stamps and mailings that expired before are left out.
 * @param limit - How many rows are looked at.
 */
export async function readSnapshotPage(
  chain: ChainTables,
  table: StateTableName,
  after: SnapshotKey,
  settledBefore: number,
  limit: number,
): Promise<SnapshotPage> {
  const from =
    after ?? stateTables[table].key.map((column) => (keyTypeOf(table, column) === 'text' ? '' : -1))
  const [page] = await pages[table](chain, limit, settledBefore, ...from)
  if (!page) throw new Error('A statement without a from clause has one row')
  const fields = fieldsOf(table)
  return { ...page, rows: page.rows.map((row) => toWire(fields, row)) }
}

type Page = (
  chain: ChainTables,
  limit: number,
  settledBefore: number,
  ...after: (string | number)[]
) => Promise<SnapshotPage[]>

const pages = Object.fromEntries(
  Object.keys(stateTables).map((table) => [table, pageOf(table as StateTableName)]),
) as Record<StateTableName, Page>

function pageOf(table: StateTableName): Page {
  const columns = stateTables[table].key
  const names = columns.map((column) => `"${toSnake(column)}"`).join(', ')
  const given = columns.map((column, i) => `$${i + 3}::${keyTypeOf(table, column)}`).join(', ')
  const backwards = columns.map((column) => `"${toSnake(column)}" desc`).join(', ')
  return statement(
    (chain) => `
      with page as materialized (
        select * from ${chain.schema}.${toSnake(table)}
        where chain_id = ${chain.id} and (${names}) > (${given})
        order by ${names} limit $1::int8
      )
      select ${asOfColumn(chain)},
      (
        select coalesce(json_agg(${jsonOf(fieldsOf(table), 'r')} order by ${names}), '[]')
        from page r where ${isKept(table, chain)}
      ) as rows,
      (select json_build_array(${names}) from page order by ${backwards} limit 1) as last,
      (select count(*) from page) as scanned`,
  )
}

/** $2 is used by all, so that all take the same parameters. */
function isKept(table: StateTableName, { id, schema }: { id: number; schema: string }): string {
  if (table === 'stamp' || table === 'mailing') return 'r.expires_at >= $2::int8'
  if (table !== 'mail') return '$2::int8 is not null'
  return `exists (
    select from ${schema}.mailing m
    where m.chain_id = ${id} and m.mailing_id = r.mailing_id and m.expires_at >= $2::int8
  )`
}
