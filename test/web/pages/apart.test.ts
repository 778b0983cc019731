import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../../../scripts/boundaries/importsOf.ts'
import { root } from '../../../scripts/stack/paths.ts'

const pages = 'web/src/pages'

describe('the pages', () => {
  it('import nothing of each other: what two of them need has a folder beside them', () => {
    const files = globSync(`${pages}/*/**/*.{ts,tsx}`, { cwd: root })
    expect(files.length).toBeGreaterThan(200)
    const crossing = files.flatMap((file) =>
      importsOf(file, readFileSync(join(root, file), 'utf8'))
        .map(({ specifier }) => posix.join(posix.dirname(file), specifier))
        .filter((target) => target.startsWith(`${pages}/`) && pageOf(target) !== pageOf(file))
        .map((target) => `${file} imports ${target}`),
    )
    expect(crossing).toEqual([])
  })

  it('are imported by nothing but the shell’s list of them', () => {
    const files = globSync('web/src/**/*.{ts,tsx}', { cwd: root })
    const importing = files.filter(
      (file) =>
        !file.startsWith(`${pages}/`) &&
        importsOf(file, readFileSync(join(root, file), 'utf8')).some(({ specifier }) =>
          posix.join(posix.dirname(file), specifier).startsWith(`${pages}/`),
        ),
    )
    expect(importing).toEqual(['web/src/shell/pages.ts'])
  })
})

function pageOf(path: string): string | undefined {
  return path.slice(pages.length + 1).split('/')[0]
}
