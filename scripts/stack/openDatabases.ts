import { join } from 'node:path'
import { removeDatabase, startDatabase } from './database.ts'
import { recreateDatabase } from './postgres/recreateDatabase.ts'
import type { Services } from './processes/services.ts'
import type { Progress } from './progress.ts'

type OpenDatabasesParameters = {
  /** A PostgreSQL server to make them on; undefined: the one that comes with Pennypost. */
  databaseUrl?: string | undefined
  dataDir: string
  logDir: string
  chainId: number
  services: Services
  progress: Progress
}

/** Urls of empty databases: the relay has nothing to do with what the indexer and the API share. */
export type Databases = { databaseUrl: string; relayDatabaseUrl: string }

/** Makes the databases of a stack, on the user's server or on one of our own. */
export async function openDatabases(parameters: OpenDatabasesParameters): Promise<Databases> {
  const { databaseUrl, chainId, progress } = parameters
  if (databaseUrl === undefined) return await openOwn(parameters)
  const make = async (suffix: string) => {
    const name = `pennypost_local_${chainId}${suffix}`
    const url = await recreateDatabase(databaseUrl, name)
    progress(`Database ${name} on ${new URL(url).host}`)
    return url
  }
  return { databaseUrl: await make(''), relayDatabaseUrl: await make('_relay') }
}

/** On the server that comes with Pennypost, which is made anew. */
async function openOwn(parameters: OpenDatabasesParameters): Promise<Databases> {
  const { dataDir, logDir, services, progress } = parameters
  const dir = join(dataDir, 'pg')
  await removeDatabase(dir)
  const database = services.add(await startDatabase({ dir, logDir }))
  const databaseUrl = await database.createDatabase('pennypost')
  const relayDatabaseUrl = await database.createDatabase('pennypost_relay')
  progress(`PostgreSQL on port ${database.port}`)
  return { databaseUrl, relayDatabaseUrl }
}
