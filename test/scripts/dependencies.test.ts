import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/stack/paths.ts'

const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const decision = readFileSync(join(root, 'docs/decisions/0002-dependencies.md'), 'utf8')
const all = Object.entries({ ...dependencies, ...devDependencies })

describe('package.json', () => {
  it('has nothing without its line in docs/decisions/0002-dependencies.md', () => {
    expect(all.map(([name]) => name).filter((name) => !decision.includes(`\`${name}\``))).toEqual(
      [],
    )
  })

  it('pins exact versions', () => {
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
})
