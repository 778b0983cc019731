import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../api/store.ts'
import { openStore } from '../../api/store.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'

/*
openStore
├── given a statement was cancelled when it had sent rows → the next one has its own rows alone: query, transaction, session
├── given more wait than may → database_unavailable; a transaction counts as one
└── transaction: all or nothing, also where the connection has to be waited for
*/

let dir: string
let server: Database
let url: string
let store: Store

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-store-'))
  server = await startDatabase({ dir, logDir: dir })
  url = await server.createDatabase('store')
  store = openStore({ url, connections: 1 })
  await store.query('create table kept (n int)')
})

afterAll(async () => {
  await store?.close()
  await server?.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

/** Rows that fill the buffer of the server, so that some are sent before it stalls for longer than it may. */
const sendsSomeThenStalls = `
  select i, repeat('x', 20000), pg_sleep(case when i = 5 then 4 else 0 end) from generate_series(1, 10) i`
const tooLong = { code: 'database_unavailable', facts: { because: 'it took longer than 2000 ms' } }
const tooMany = { code: 'database_unavailable', facts: { because: 'too many statements wait' } }

describe('given a statement was cancelled when it had sent rows', () => {
  it('gives the next query its own rows alone', async () => {
    await expect(store.query(sendsSomeThenStalls)).rejects.toMatchObject(tooLong)
    const rows = await store.query('select 1 as one')
    expect([rows.length, rows]).toEqual([1, [{ one: 1 }]])
  })

  it('gives the next transaction its own rows alone', async () => {
    const failed = store.transaction((query) => query(sendsSomeThenStalls))
    await expect(failed).rejects.toMatchObject(tooLong)
    const rows = await store.transaction((query) => query('select 1 as one'))
    expect([rows.length, rows]).toEqual([1, [{ one: 1 }]])
  })

  it('gives the next query of a session its own rows alone', async () => {
    const session = store.session()
    await expect(session.query(sendsSomeThenStalls)).rejects.toMatchObject(tooLong)
    const rows = await session.query('select 1 as one')
    await session.release()
    expect([rows.length, rows]).toEqual([1, [{ one: 1 }]])
  })
})

describe('given more wait than may', () => {
  it('refuses them at once, and answers the others', async () => {
    const first = store.transaction(async (query) => {
      await query('select pg_sleep(0.2)')
      return query('select 2 as n')
    })
    const waiting = Array.from({ length: 50 }, () => store.query('select 1 as n'))
    await expect(store.query('select 1')).rejects.toMatchObject(tooMany)
    await expect(store.transaction((query) => query('select 1'))).rejects.toMatchObject(tooMany)
    expect(await first).toEqual([{ n: 2 }])
    expect(await Promise.all(waiting)).toEqual(Array(50).fill([{ n: 1 }]))
  })
})

describe('transaction', () => {
  it('is undone if it throws, and lets the next one in', async () => {
    const failed = store.transaction(async (query) => {
      await query('insert into kept values (1)')
      throw new Error('mine')
    })
    const kept = store.transaction((query) => query('insert into kept values (2)'))
    await expect(failed).rejects.toThrow('mine')
    await kept
    expect(await store.query('select n from kept')).toEqual([{ n: 2 }])
  })
})
