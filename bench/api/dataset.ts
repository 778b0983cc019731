import { createHash } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Database } from '../../scripts/stack/database.ts'
import { startDatabase } from '../../scripts/stack/database.ts'
import { dataDir } from '../../scripts/stack/paths.ts'
import { fillStatements } from './fill.ts'
import type { DataSizes } from './names.ts'

/** Where benchmarks keep data sets and logs, to be thrown away by `npm run reset`. */
export const benchDir = join(dataDir, 'bench')

/** A server of a production's kind: what is asked about again and again fits into its buffers. */
const settings = {
  shared_buffers: '2GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/** PostgreSQL of the benchmarks, with whatever data sets earlier runs left in it. */
export function startBenchDatabase(): Promise<Database> {
  return startDatabase({ dir: join(benchDir, 'pg'), logDir: join(benchDir, 'logs'), settings })
}

/**
 * The url of a database with a filled chain: one that an earlier run filled by the same SQL, or a new one.
 *
 * @returns Within a second, or within two minutes for a million stamps.
 */
export async function prepareData(server: Database, sizes: DataSizes): Promise<string> {
  const statements = fillStatements(sizes)
  const print = createHash('sha256').update(statements.join(';')).digest('hex').slice(0, 12)
  const name = `stamps_${sizes.stamps}`
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  if ((await printOf(url)) === print) return url
  await server.createDatabase(name)
  const start = performance.now()
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await sql.unsafe(statement)
    await sql.unsafe(`create table public.filled as select '${print}' as print`)
  } finally {
    await sql.end()
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(0)
  console.log(`Filled ${name} in ${seconds} s; later runs use it again.`)
  return url
}

/** Of the SQL that filled a database to its end; undefined where none did. */
async function printOf(url: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select print from public.filled`
    return row?.print
  } catch {
    return undefined
  } finally {
    await sql.end()
  }
}
