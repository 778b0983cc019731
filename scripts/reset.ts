/**
 * Removes everything local that can be made again: `npm run reset`. Logs, the embedded database, the
 * deployments on local chains; not what was installed or compiled.
 */
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { removeDatabase } from './stack/database.ts'
import { readStackEnv } from './stack/env.ts'
import { dataDir, root, runDir } from './stack/paths.ts'
import { stopLeftovers } from './stack/processes/records.ts'
import { runningStack } from './stack/stackFile.ts'

const stack = runningStack()
if (stack) {
  console.error(`Pennypost is running (process ${stack.pid}). Stop it first: kill ${stack.pid}`)
  process.exit(1)
}
await stopLeftovers(runDir)
await removeDatabase(join(dataDir, 'pg'))
const { deploymentsDir } = readStackEnv()
const local = [31337, 31338].map((chainId) => resolve(root, deploymentsDir, `${chainId}.json`))
for (const path of [dataDir, join(root, 'indexer/.ponder'), ...local]) {
  rmSync(path, { recursive: true, force: true })
}
console.log('Local data is removed. Installed packages and compiled contracts are kept.')
