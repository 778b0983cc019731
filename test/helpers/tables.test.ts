import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { createTables, tableStatements } from './tables.ts'

/** Ponder's own generator of the statements that it runs; not among its exports. */
const ponderKit = new URL(
  '../../node_modules/ponder/dist/esm/drizzle/kit/index.js',
  import.meta.url,
).href

let dir: string
let server: Database
let url: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-tables-'))
  server = await startDatabase({ dir, logDir: dir })
  url = await server.createDatabase('tables')
})

afterAll(async () => {
  await server.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

describe('tableStatements', () => {
  it('creates the tables, keys and indexes that Ponder itself creates', async () => {
    const { getSql } = await import(ponderKit)
    const { tables, indexes } = getSql(schema)
    const own = tables.sql.filter((statement: string) => !statement.includes('"_reorg__'))
    expect(await describeSchema('theirs', [...own, ...indexes.sql])).toEqual(
      await describeSchema('ours', tableStatements()),
    )
  })
})

describe('createTables', () => {
  it('takes rows as the schema of the indexer types them', async () => {
    const tables = await createTables(url, 31337)
    const row = { chainId: 31337, account: '0x01', token: '0x02', amount: 2n ** 96n, sinceBlock: 7 }
    await tables.insert(schema.balance, row as typeof schema.balance.$inferInsert)
    expect(await read('select * from chain_31337_v1.balance')).toEqual([
      {
        chain_id: '31337',
        account: '0x01',
        token: '0x02',
        amount: '79228162514264337593543950336',
        since_block: '7',
      },
    ])
    await tables.empty()
    expect(await read('select * from chain_31337_v1.balance')).toEqual([])
    await tables.close()
  })
})

/** Columns and indexes of all tables that the statements create, as Postgres knows them. */
async function describeSchema(name: string, statements: readonly string[]): Promise<object> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { search_path: name } })
  try {
    await sql.unsafe(`create schema ${name}`)
    await sql.unsafe(statements.join(';\n'))
    const columns = await sql`
      select table_name, column_name, ordinal_position, data_type, is_nullable, numeric_precision,
        numeric_scale
      from information_schema.columns where table_schema = ${name}
      order by table_name, ordinal_position`
    const indexes = await sql`
      select tablename, indexname, replace(indexdef, ${`${name}.`}, '') as indexdef
      from pg_indexes where schemaname = ${name} order by tablename, indexname`
    return { columns: [...columns], indexes: [...indexes] }
  } finally {
    await sql.end()
  }
}

async function read(text: string): Promise<object[]> {
  const sql = postgres(url, { max: 1 })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}
