/** Fails if a file imports what the architecture does not let it: `node scripts/boundaries.ts`. */
import path from 'node:path'

import { checkBoundaries } from './boundaries/checkBoundaries.ts'

const violations = checkBoundaries(path.resolve(import.meta.dirname, '..'))
for (const { file, line, imports, rule } of violations) {
  console.error(`${file}:${line} imports ${imports}: rule ${rule}`)
}
if (violations.length > 0) process.exitCode = 1
