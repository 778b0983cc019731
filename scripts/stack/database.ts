import { join } from 'node:path'
import postgres from 'postgres'
import { logDir } from './paths.ts'
import { freePort } from './ports.ts'
import { postgresAccount } from './postgres/account.ts'
import { postgresBinaries } from './postgres/binaries.ts'
import { clusterFolder, openCluster, removeCluster } from './postgres/cluster.ts'
import { recreateDatabase } from './postgres/recreateDatabase.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'
import { recordTemporary } from './processes/records.ts'
import { supervisedFolder } from './processes/supervisor.ts'

type DatabaseParameters = {
  /** Folder for its data, which is made if it is not there and reused if it is. */
  dir: string
  port?: number | undefined
  logDir?: string | undefined
  /** PostgreSQL settings in place of, or besides, the usual ones. */
  settings?: Readonly<Record<string, string>> | undefined
}

export type Database = Child & {
  port: number
  /** Of the database `postgres`, as superuser. */
  url: string
  /** Makes an empty database, in place of one of the same name; returns its url. */
  createDatabase(name: string): Promise<string>
}

/**
 * For a server whose data nobody will miss. It need not survive the machine's death, so it syncs
 * nothing to disk; it must survive its own, and does. No parallel queries, which need more of
 * /dev/shm than containers have. Only TCP on the loopback interface, with a password.
 */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  fsync: 'off',
  full_page_writes: 'off',
  max_parallel_workers_per_gather: '0',
  log_line_prefix: '%m [%p] ',
}

/**
 * PostgreSQL from npm, on the loopback interface.
 *
 * @throws {StackError} When it cannot run on this machine.
 */
export async function startDatabase(parameters: DatabaseParameters): Promise<Database> {
  const account = postgresAccount()
  const binaries = postgresBinaries(account)
  const folder = clusterFolder(parameters.dir, account)
  if (folder !== parameters.dir) recordTemporary(supervisedFolder(), folder)
  const { data, password } = await openCluster(folder, binaries, account)
  const port = parameters.port ?? (await freePort())
  const flags = Object.entries({ ...settings, ...parameters.settings, port: String(port) })
  const child = await startChild({
    name: 'PostgreSQL',
    file: binaries.postgres,
    args: ['-D', data, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: '/',
    log: join(parameters.logDir ?? logDir, 'postgres.log'),
    signal: 'SIGINT',
    ...account,
  })
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await untilReady(child, () => answers(url), 30_000)
  return { ...child, port, url, createDatabase: (name) => recreateDatabase(url, name) }
}

/** Removes what {@link startDatabase} made for a folder, stopping a server that still runs on it. */
export async function removeDatabase(dir: string): Promise<void> {
  await removeCluster(clusterFolder(dir, postgresAccount()))
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 })
  try {
    await sql`select 1`
    return true
  } finally {
    await sql.end({ timeout: 1 })
  }
}
