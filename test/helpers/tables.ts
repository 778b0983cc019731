import { is, SQL } from 'drizzle-orm'
import { getTableConfig, PgDialect, PgTable } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '../../indexer/ponder.schema.ts'

type Table = Extract<(typeof schema)[keyof typeof schema], PgTable>

/** The tables that the API reads of one chain, to be filled by a test instead of an indexer. */
export type Tables = {
  /** Writes rows, whole and typed as in the indexer's schema. */
  insert<T extends Table>(table: T, ...rows: T['$inferInsert'][]): Promise<void>
  /** Runs SQL with the chain's schema as search path. */
  run(text: string): Promise<void>
  /** Takes all rows out of all tables. */
  empty(): Promise<void>
  close(): Promise<void>
}

/**
 * Creates the tables of one chain where its views would be, in place of any that are there.
 *
 * @param url - Of an own database; its owner creates them.
 */
export async function createTables(url: string, chainId: number): Promise<Tables> {
  const name = `chain_${chainId}_v1`
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { search_path: name } })
  const db = drizzle(sql)
  const recreated = [`drop schema if exists ${name} cascade`, `create schema ${name}`]
  await sql.unsafe([...recreated, ...tableStatements()].join(';'))
  return {
    async insert(table, ...rows) {
      await db.insert(table).values(rows.map(toDriver) as never)
    },
    async run(text) {
      await sql.unsafe(text)
    },
    async empty() {
      await sql.unsafe(`truncate ${tables.map((table) => getTableConfig(table).name).join(', ')}`)
    },
    close: () => sql.end(),
  }
}

const dialect = new PgDialect()

const tables: Table[] = Object.values(schema).filter((value) => is(value, PgTable))

/** What Ponder runs to create the tables of its schema, without those for its own bookkeeping. */
export function tableStatements(): string[] {
  return tables.flatMap((table) => {
    const { name, columns, primaryKeys, indexes } = getTableConfig(table)
    const columnLines = columns.map(
      (column) => `"${column.name}" ${column.getSQLType()}${column.notNull ? ' not null' : ''}`,
    )
    const keyLines = primaryKeys.map(
      (key) => `constraint "${key.getName()}" primary key (${quote(key.columns)})`,
    )
    return [
      `create table "${name}" (${[...columnLines, ...keyLines].join(', ')})`,
      ...indexes.map(({ config }) => {
        const indexed = config.columns.map((column) =>
          is(column, SQL)
            ? dialect.sqlToQuery(column).sql
            : `"${(column as { name: string }).name}"`,
        )
        const joined = indexed.map((column) => column.replaceAll('"', '')).join('_')
        const indexName = config.name ?? `${name}_${joined}_index`
        return `create index "${indexName}" on "${name}" (${indexed.join(', ')})`
      }),
    ]
  })
}

function quote(columns: readonly { name: string }[]): string {
  return columns.map((column) => `"${column.name}"`).join(', ')
}

/** The client takes a bigint for an int8, and most of ours are no such. */
function toDriver(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? String(value) : value,
    ]),
  )
}
