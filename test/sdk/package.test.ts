import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const project = mkdtempSync(join(tmpdir(), 'pennypost-package-'))

type Manifest = Record<'dependencies' | 'peerDependencies', Record<string, string>>

/** A project that has installed the published package: that, what it says it needs, and nothing else. */
beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/packSdk.ts')], { stdio: 'pipe' })
  const dist = join(root, 'sdk/dist')
  const manifest: Manifest = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'))
  const modules = join(project, 'node_modules')
  cpSync(dist, join(modules, '@pennypost/sdk'), { recursive: true })
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the published package', () => {
  it('has a README whose example type-checks where only it is installed', () => {
    const readme = readFileSync(join(root, 'sdk/README.md'), 'utf8')
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    writeFileSync(join(project, 'example.ts'), example)
    const all = ['@pennypost/sdk', '@pennypost/sdk/letters', '@pennypost/sdk/guard']
    const imports = all.map((name, place) => `export * as part${place} from '${name}'`)
    writeFileSync(join(project, 'all.ts'), `${imports.join('\n')}\n`)
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'] },
      ...{ strict: true, noEmit: true, types: [], skipLibCheck: true },
    }
    const files = ['example.ts', 'all.ts']
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    expect(runTool('typescript/bin/tsc', ['-p', project])).toEqual({ status: 0, output: '' })
  })

  it('runs where only it is installed', () => {
    const script = `
      const all = await Promise.all(['', '/letters', '/guard'].map((part) => import('@pennypost/sdk' + part)))
      console.log(all.map((part) => typeof (part.collect ?? part.sealLetter ?? part.requirePostage)).join())`
    writeFileSync(join(project, 'run.mjs'), script)
    const { stdout, stderr } = spawnSync(process.execPath, [join(project, 'run.mjs')], {
      encoding: 'utf8',
    })
    expect({ stdout, stderr }).toEqual({ stdout: 'function,function,function\n', stderr: '' })
  })

  it('pleases publint', () => {
    expect(runTool('publint/src/cli.js', ['sdk/dist', '--strict'])).toMatchObject({
      status: 0,
      output: expect.stringContaining('All good!'),
    })
  })

  it('has types that resolve wherever ES modules do', () => {
    const args = ['--pack', 'sdk/dist', '--profile', 'esm-only']
    expect(runTool('@arethetypeswrong/cli/dist/index.js', args)).toMatchObject({ status: 0 })
  })
})

function runTool(file: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', file), ...args],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  return { status, output: stdout + stderr }
}
