import { join, resolve } from 'node:path'

/** Root of the repository. */
export const root = resolve(import.meta.dirname, '../..')

/** Where everything local lies that may be thrown away: logs, the embedded database, process records. */
export const dataDir = resolve(root, process.env.DATA_DIR ?? '.data')

/** One folder for each process that started others, naming them: see `processes/records.ts`. */
export const runDir = join(dataDir, 'run')

/** Output of the processes that a stack consists of. */
export const logDir = join(dataDir, 'logs')
