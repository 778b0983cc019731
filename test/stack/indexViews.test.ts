import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDatabase } from '../../scripts/stack/database.ts'
import { indexViews } from '../../scripts/stack/indexViews.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'

const services = createServices()
const tables = ['stamp', 'block', 'inbox', 'wallet', 'terms']
const folder = mkdtempSync(join(tmpdir(), 'pennypost-views-'))
let databaseUrl: string

beforeAll(async () => {
  const database = services.add(await startDatabase({ dir: join(folder, 'pg'), logDir: folder }))
  databaseUrl = await database.createDatabase('pennypost')
})
afterAll(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('shows a new index to readers who never stop, none of whom fails, waits, or sees half of each', async () => {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} })
  for (const [schema, number] of [
    ['idx_old', 10],
    ['idx_new', 11],
  ] as const) {
    await sql`create schema ${sql(schema)}`
    for (const table of [...tables, '_reorg__block']) {
      await sql`create table ${sql(`${schema}.${table}`)} as select ${number}::int8 as number`
    }
  }
  await sql`create schema chain_1_v1`
  for (const table of tables) {
    const view = sql(`chain_1_v1.${table}`)
    await sql`create view ${view} as select * from ${sql(`idx_old.${table}`)}`
  }

  // As Ponder does: a procedure among the views, called by a trigger on the index.
  await sql.unsafe(`
    create function chain_1_v1.told() returns trigger language plpgsql as 'begin return null; end';
    create trigger tell after update on idx_old.block execute procedure chain_1_v1.told()`)

  const node = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0xb' }))
  }).listen(0, '127.0.0.1')
  await once(node, 'listening')
  const rpcUrls = [`http://127.0.0.1:${(node.address() as AddressInfo).port}`]
  const views = indexViews({ databaseUrl, rpcUrls, schema: 'idx_new', viewsSchema: 'chain_1_v1' })
  expect(await views.showAnother()).toBe(true)

  // Each reads all views, each in another order, and some of them take a while. As readers of the API do, each sends again what
  // its connection has prepared: a first parse resolves the names one by one, and could so see two schemas in the very instant.
  let isOver = false
  const seen: string[] = []
  const readers = tables.concat(tables).map((_, reader) => {
    const order = tables.map((_, place) => tables[(place + reader) % tables.length])
    const columns = order.map((table) => `(select number from chain_1_v1.${table})`)
    const pause = reader % 3 === 0 ? ', pg_sleep(0.1)' : ''
    const connection = postgres(databaseUrl, { max: 1 })
    const text = `select array[${columns.join(', ')}]::text as found${pause}`
    return {
      async read() {
        const [row] = await connection.unsafe(text, [], { prepare: true })
        seen.push(row?.found)
      },
      end: () => connection.end(),
    }
  })
  await Promise.all(readers.map(({ read }) => read()))
  const reading = readers.map(async ({ read }) => {
    while (!isOver) await read()
  })
  const started = Date.now()
  await views.showWhenCaughtUp(() => Date.now() - started > 20_000)
  isOver = true
  await Promise.all(reading)
  await Promise.all(readers.map(({ end }) => end()))

  expect(await views.showAnother()).toBe(false)
  const sorted = [...new Set(seen)].sort()
  expect(sorted).toEqual(['{10,10,10,10,10}', '{11,11,11,11,11}'])
  const schemas = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname like 'chain%'`
  expect(schemas.map(({ name }) => name)).toEqual(['chain_1_v1'])
  const shown = await sql<{ name: string }[]>`
    select table_name as name from information_schema.views where table_schema = 'chain_1_v1' order by 1`
  expect(shown.map(({ name }) => name)).toEqual([...tables].sort())

  // And back, and forth again, though somebody has built on a view that is past.
  await sql`create view public.of_mine as select * from chain_1_v1.block`
  for (const schema of ['idx_old', 'idx_new', 'idx_old']) {
    const again = indexViews({ databaseUrl, rpcUrls, schema, viewsSchema: 'chain_1_v1' })
    if (schema === 'idx_old') await sql`update idx_old.block set number = 11`
    const from = Date.now()
    await again.showWhenCaughtUp(() => Date.now() - from > 20_000)
    expect(await again.showAnother()).toBe(false)
  }
  expect(await sql`select number from public.of_mine`).toMatchObject([{ number: '11' }])
  node.close()
  await sql.end()
})
