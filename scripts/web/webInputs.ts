import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../stack/paths.ts'

/** What decides the built web app. */
const sources = [
  'package-lock.json',
  'scripts/web/*.ts',
  'web/index.html',
  'web/vite.config.ts',
  'web/{public,site,src}/**/*',
  '{generated,protocol}/**/*.ts',
  'sdk/package.json',
  'sdk/src/**/*.ts',
]

/** Hex digits that change with whatever the built web app depends on. */
export function webInputs(): string {
  const files = globSync(sources, { cwd: root })
    .filter((file) => statSync(join(root, file)).isFile())
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}
