import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'

/** What decides rows; a test follows the imports of the handlers to see that none is missing. */
export const indexerSources = [
  'ponder.config.ts',
  'indexer/ponder.schema.ts',
  'indexer/src/**/*.ts',
  'generated/*.ts',
  'protocol/{accountLink,caip2,caip10,keyKinds,keySignature}.ts',
  'protocol/eip712/inboxRegistry.ts',
]

/**
 * Ten hex digits that change with whatever an indexer's rows depend on: its sources, the ABIs, and
 * where the contracts of a chain lie. Ponder's own build id misses some of these.
 *
 * @param deploymentFile - `<chainId>.json`.
 */
export function indexerBuild(deploymentFile: string): string {
  const files = globSync(indexerSources, { cwd: root }).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  hash.update(readFileSync(deploymentFile))
  return hash.digest('hex').slice(0, 10)
}
