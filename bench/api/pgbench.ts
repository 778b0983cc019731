import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { schema } from './fill.ts'
import type { DataSizes } from './names.ts'
import { chainId, sqlHash } from './names.ts'

/**
 * Prepared reads of one stamp by its id that pgbench has per second over TCP: what the database gives to whoever asks one row at a time,
 * and so the physical limit of answers that take one trip each.
 *
 * @throws {Error} pgbench is not installed.
 */
export async function pointReads(
  databaseUrl: string,
  { stamps }: DataSizes,
  connections: number,
  seconds: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-pgbench-'))
  try {
    const file = join(folder, 'read.sql')
    const id = sqlHash('stamp', ':i::int8')
    writeFileSync(
      file,
      `\\set i random(1, ${stamps})\nselect * from ${schema}.stamp where chain_id = ${chainId} and stamp_id = ${id};\n`,
    )
    const flags = [
      '-n',
      '-M',
      'prepared',
      '-j',
      '1',
      '-c',
      String(connections),
      '-T',
      String(seconds),
    ]
    const { stdout } = await promisify(execFile)('pgbench', [...flags, '-f', file, databaseUrl], {
      env: { ...process.env, PGOPTIONS: '-c plan_cache_mode=force_generic_plan' },
    })
    const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    if (!(rate > 0)) throw new Error(`pgbench told no rate:\n${stdout}`)
    return rate
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(
      "The yardstick is PostgreSQL's pgbench, which is not on the PATH (Debian: postgresql).",
      { cause: error },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
