import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { postgresAccount } from '../../scripts/stack/postgres/account.ts'
import { clusterFolder } from '../../scripts/stack/postgres/cluster.ts'
import { watchEpoch } from '../../scripts/stack/postgres/databaseEpoch.ts'
import { recreateDatabase } from '../../scripts/stack/postgres/recreateDatabase.ts'
import { identityOf } from '../../scripts/stack/processes/identity.ts'

let folder: string
let dir: string
let database: Database

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-database-'))
  // As `mktemp -d` leaves it: nobody but its owner may enter.
  chmodSync(folder, 0o700)
  dir = join(folder, 'pg')
  database = await start()
})

afterAll(async () => {
  await database.stop()
  await removeDatabase(dir)
  rmSync(folder, { recursive: true, force: true })
})

const start = (port?: number) => startDatabase({ dir, logDir: folder, port })

/** Runs SQL on a database, in one connection. */
async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

describe('startDatabase', () => {
  it('answers, in a folder that only its owner may enter too', async () => {
    const [row] = await query(database.url, 'select version()')
    expect(row?.version).toMatch(/^PostgreSQL 1\d/)
  })

  it('keeps its data and its password when it is started again after a kill', async () => {
    const url = await database.createDatabase('kept')
    await query(url, 'create table letter as select 1 as id; checkpoint')
    await database.kill()
    database = await start(database.port)
    expect(await query(url, 'select id from letter')).toEqual([{ id: 1 }])
  })

  it('starts although postmaster.pid names a process, and leaves that one alone', async () => {
    await database.stop()
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const data = join(clusterFolder(dir, postgresAccount()), 'data')
    writeFileSync(join(data, 'postmaster.pid'), `${bystander.pid}\n${data}\n`)
    database = await start(database.port)
    expect(identityOf(bystander.pid as number)).toBeDefined()
    bystander.kill('SIGKILL')
  })

  it('stops a server that still runs on its folder', async () => {
    const { pid } = database
    database = await start()
    expect(identityOf(pid)).toBeUndefined()
  })

  it('leaves nothing behind when it is removed', async () => {
    const other = join(folder, 'other')
    await (await startDatabase({ dir: other, logDir: folder })).stop()
    const place = clusterFolder(other, postgresAccount())
    await removeDatabase(other)
    expect(() => readdirSync(join(place, 'data'))).toThrow('ENOENT')
  })
})

describe('createDatabase', () => {
  it('replaces a database of that name, whoever is connected to it', async () => {
    const url = await database.createDatabase('again')
    await query(url, 'create table letter ()')
    const sql = postgres(url, { max: 1, onclose: () => {} })
    await sql`select 1`
    expect(await database.createDatabase('again')).toBe(url)
    expect(await query(url, `select to_regclass('letter') as found`)).toEqual([{ found: null }])
    await sql.end()
  })
})

describe('recreateDatabase', () => {
  it('says which right is missing', async () => {
    await query(database.url, `create role visitor login password 'visitor'`)
    const url = new URL(database.url)
    url.username = url.password = 'visitor'
    await expect(recreateDatabase(url.href, 'pennypost_local_31337')).rejects.toThrow(
      `On ${url.host}, visitor may not create or replace the database pennypost_local_31337. ` +
        'Run as its administrator: ALTER ROLE "visitor" CREATEDB.',
    )
  })

  it('says who is refused', async () => {
    const url = new URL(database.url)
    url.password = 'wrong'
    await expect(recreateDatabase(url.href, 'x')).rejects.toThrow(
      `DATABASE_URL is refused by ${url.host}: password authentication failed`,
    )
  })

  it('says that no server is there, without the password', async () => {
    const port = await freePort()
    const attempt = recreateDatabase(`postgres://user:secret@127.0.0.1:${port}/postgres`, 'x')
    await expect(attempt).rejects.toThrow(
      new RegExp(`^The PostgreSQL server of DATABASE_URL, 127.0.0.1:${port}, cannot be used: `),
    )
    await expect(attempt).rejects.not.toThrow('secret')
  })
})

describe('watchEpoch', () => {
  it('notices a restart', async () => {
    const epoch = await watchEpoch(database.url)
    const changed = epoch.changed()
    await database.stop()
    database = await start(database.port)
    await changed
    await epoch.close()
  })

  it('notices that the server recovered from the crash of one of its processes', async () => {
    const epoch = await watchEpoch(database.url)
    const changed = epoch.changed()
    const crash = query(
      database.url,
      `create temp table said (line text);
       copy said from program 'kill -9 $PPID'`,
    )
    await expect(crash).rejects.toThrow()
    await changed
    await epoch.close()
  })
})
