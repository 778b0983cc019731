import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A system account, by its numbers. */
export type Account = { uid: number; gid: number }

/**
 * The account to run PostgreSQL as, which refuses to run as root: for root, `postgres` if the
 * machine has it, else `nobody`, so that none needs to be created.
 *
 * @returns undefined where the present user will do.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const named = (name: string) => entries.find(([user]) => user === name)
  const [, , uid = '65534', gid = '65534'] = named('postgres') ?? named('nobody') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether an account may enter the folder that something lies in, and those above it. */
export function canReach(path: string, account: Account): boolean {
  const folder = dirname(resolve(path))
  const { uid, gid, mode } = statSync(folder)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && (folder === '/' || canReach(folder, account))
}
