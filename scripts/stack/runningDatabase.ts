import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from './paths.ts'
import { postgresAccount } from './postgres/account.ts'
import { clusterFolder } from './postgres/cluster.ts'
import { runningStack } from './stackFile.ts'

/** Url of the database that comes with Pennypost, while a stack runs on this data folder that uses it; else undefined. */
export function runningDatabase(): string | undefined {
  if (!runningStack()) return undefined
  const folder = clusterFolder(join(dataDir, 'pg'), postgresAccount())
  try {
    const port = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[3]
    const password = readFileSync(join(folder, 'password'), 'utf8').trim()
    return `postgres://postgres:${password}@127.0.0.1:${Number(port)}/pennypost`
  } catch {
    return undefined
  }
}
