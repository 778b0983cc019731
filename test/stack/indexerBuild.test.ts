import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../../scripts/boundaries/importsOf.ts'
import { indexerSources } from '../../scripts/stack/indexerBuild.ts'
import { root } from '../../scripts/stack/paths.ts'

describe('indexerBuild', () => {
  it('turns on every file that the handlers import, near or far', () => {
    const known = new Set(globSync(indexerSources, { cwd: root }))
    const handlers = globSync('indexer/src/**/*.ts', { cwd: root })
    const missing = [...reached(handlers)].filter((file) => !known.has(file))
    expect(missing).toEqual([])
    expect(known.size).toBeGreaterThan(handlers.length + 5)
  })
})

/** The files themselves and all of ours that they import, directly or not. */
function reached(files: readonly string[]): Set<string> {
  const found = new Set<string>()
  const queue = [...files]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue
    found.add(file)
    for (const { specifier } of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
      if (specifier.startsWith('.')) {
        queue.push(relative(root, join(root, dirname(file), specifier)))
      }
    }
  }
  return found
}
