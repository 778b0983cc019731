import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { poll } from '../../scripts/stack/poll.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { postgresAccount } from '../../scripts/stack/postgres/account.ts'
import { clusterFolder, openCluster, removeCluster } from '../../scripts/stack/postgres/cluster.ts'
import type { Child } from '../../scripts/stack/processes/child.ts'
import { startChild } from '../../scripts/stack/processes/child.ts'

export type ReplicatedDatabase = {
  /** Of the database `postgres`, as superuser; the standby's data is the primary's. */
  primary: Child & { url: string }
  standby: Child & { url: string }
  stop(): Promise<void>
}

const debian = '/usr/lib/postgresql'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  fsync: 'off',
  wal_keep_size: '256MB',
}

/**
 * A primary and a standby that streams from it, of the system's PostgreSQL: the one from npm brings no `pg_basebackup`.
 *
 * @throws {Error} The system has none.
 */
export async function startReplicatedDatabase(dir: string): Promise<ReplicatedDatabase> {
  const bin = systemBinaries()
  const account = postgresAccount()
  const folder = clusterFolder(join(dir, 'primary'), account)
  const copy = clusterFolder(join(dir, 'standby'), account)
  const initdb = join(bin, 'initdb')
  const file = join(bin, 'postgres')
  const { data, password } = await openCluster(folder, { initdb, postgres: file }, account)

  const run = async (name: string, data: string, more: Record<string, string>) => {
    const port = await freePort()
    const flags = Object.entries({ ...settings, ...more, port: String(port) })
    const child = await startChild({
      name,
      file,
      args: ['-D', data, ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      cwd: '/',
      log: join(dir, `${name}.log`),
      signal: 'SIGINT',
      ...account,
    })
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    await poll(() => answers(url), { for: name, within: 30_000 })
    return { ...child, url }
  }
  const primary = await run('primary', data, {})

  await removeCluster(copy)
  mkdirSync(copy, { mode: 0o700 })
  if (account) chownSync(copy, account.uid, account.gid)
  const target = join(copy, 'data')
  await promisify(execFile)(
    join(bin, 'pg_basebackup'),
    ['-D', target, '--write-recovery-conf', '--checkpoint=fast', '-d', primary.url],
    { cwd: '/', ...account },
  )
  // A standby that holds up nothing for its readers: what stands in the way is cancelled at once.
  const standby = await run('standby', target, { max_standby_streaming_delay: '0' })
  return {
    primary,
    standby,
    async stop() {
      await standby.stop()
      await primary.stop()
      await removeCluster(copy)
      await removeCluster(folder)
    },
  }
}

function systemBinaries(): string {
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Boolean) : []
  const folders = versions.sort((a, b) => b - a).map((version) => join(debian, `${version}/bin`))
  const found = folders.find((folder) => existsSync(join(folder, 'pg_basebackup')))
  if (found) return found
  throw new Error(
    `This test needs PostgreSQL 15 or newer of the system, below ${debian}: apt-get install postgresql`,
  )
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } finally {
    await sql.end({ timeout: 1 })
  }
}
