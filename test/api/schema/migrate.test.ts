import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate, migrations } from '../../../api/schema/migrate.ts'
import type { Store } from '../../../api/store.ts'
import { openStore } from '../../../api/store.ts'
import type { Database } from '../../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../../scripts/stack/database.ts'

/*
migrate
├── runs what has not been run, in order, once
├── given two processes start at once → each migration runs once
├── given it fails half way → nothing is left of it
└── given the database is down → database_unavailable, and works once it is back
a session
├── holds its lock until it is released
└── given its connection is lost → says so for ever instead of going on without its lock
*/

let dir: string
let server: Database
let url: string
const stores: Store[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-migrate-'))
  server = await startDatabase({ dir, logDir: dir })
  url = await server.createDatabase('store')
})

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await server.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

function open(at = url): Store {
  const store = openStore({ url: at, connections: 2 })
  stores.push(store)
  return store
}

describe('migrate', () => {
  it('runs each migration once, in order, however many begin at once', async () => {
    const runs = await Promise.all([open(), open(), open()].map(migrate))
    expect(runs.flat()).toEqual(migrations())
    expect(await migrate(open())).toEqual([])
    const rows = await open().query<{ name: string }>(
      'select name from api.migration order by applied_at, name',
    )
    expect(rows.map(({ name }) => name)).toEqual(migrations())
  })
})

describe('transaction', () => {
  it('leaves nothing behind when it fails', async () => {
    const store = open()
    await store.query('create table api.probe (n int8 primary key)')
    const half = store.transaction(async (query) => {
      await query('insert into api.probe values ($1)', [1])
      await query('insert into api.probe values ($1)', [1])
    })
    await expect(half).rejects.toThrow(/duplicate key/)
    expect(await store.query('select * from api.probe')).toEqual([])
  })
})

describe('session', () => {
  const take = 'select pg_try_advisory_lock(77) as mine'

  it('holds its lock until it is released', async () => {
    const [first, second] = [open().session(), open().session()]
    expect(await first.query(take)).toEqual([{ mine: true }])
    expect(await second.query(take)).toEqual([{ mine: false }])
    await first.release()
    expect(await second.query(take)).toEqual([{ mine: true }])
    await second.release()
  })

  it('says so for ever once its connection is lost', async () => {
    const store = open()
    const session = store.session()
    const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid')
    await store.query('select pg_terminate_backend($1)', [row?.pid ?? 0])
    const unavailable = { code: 'database_unavailable' }
    await expect(session.query('select pg_sleep(0.2)')).rejects.toMatchObject(unavailable)
    await expect(session.query('select 1')).rejects.toMatchObject(unavailable)
    await session.release()
  })
})

describe('a store whose database is down', () => {
  it('says that it is unavailable, and works once it is back', async () => {
    const store = open()
    await store.query('select 1')
    await server.stop()
    await expect(store.query('select 1')).rejects.toMatchObject({ code: 'database_unavailable' })
    await expect(migrate(store)).rejects.toMatchObject({ code: 'database_unavailable' })
    server = await startDatabase({ dir, logDir: dir, port: server.port })
    expect(await store.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
