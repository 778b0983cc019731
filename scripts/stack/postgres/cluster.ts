import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StackError } from '../StackError.ts'
import type { Account } from './account.ts'
import { canReach } from './account.ts'
import type { Binaries } from './binaries.ts'
import { stopPostmaster } from './postmaster.ts'
import { twinOf } from './twin.ts'

/** A PostgreSQL data directory and the password of its superuser, `postgres`. */
export type Cluster = { data: string; password: string }

/** The folder for a cluster meant to lie in `dir`: another one where the account cannot reach it. */
export function clusterFolder(dir: string, account: Account | undefined): string {
  mkdirSync(dir, { recursive: true })
  return account && !canReach(join(dir, 'data'), account) ? twinOf(dir) : dir
}

/**
 * The cluster in a folder, made if there is none.
 *
 * @throws {StackError} When `initdb` fails, with what it said.
 */
export async function openCluster(
  folder: string,
  { initdb }: Binaries,
  account: Account | undefined,
): Promise<Cluster> {
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  if (existsSync(join(data, 'PG_VERSION'))) {
    await stopPostmaster(data)
    return { data, password: readFileSync(passwordFile, 'utf8').trim() }
  }
  await removeCluster(folder)
  mkdirSync(folder, { mode: 0o700 })
  const password = randomBytes(12).toString('hex')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid)
  const args = [
    `--pgdata=${data}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  try {
    await promisify(execFile)(initdb, args, { cwd: '/', ...account })
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? (cause as Error).message
    throw new StackError(`PostgreSQL could not make ${data}:\n${said}`, { cause })
  }
  return { data, password }
}

/** Removes a cluster, and stops the server that may still run on it. */
export async function removeCluster(folder: string): Promise<void> {
  await stopPostmaster(join(folder, 'data'))
  rmSync(folder, { recursive: true, force: true })
}
