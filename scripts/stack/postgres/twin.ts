import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where something lies instead of at `path`, which root can reach and the account that PostgreSQL
 * runs as cannot: in the system's folder for temporary files.
 */
export function twinOf(path: string): string {
  const key = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
  return join(tmpdir(), `pennypost-${key}`)
}
