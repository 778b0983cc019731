import { execFile, execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../cli/commands/list.ts'
import type { TestStack } from './support/testStack.ts'
import { startTestStack } from './support/testStack.ts'

const root = join(import.meta.dirname, '../..')
const project = mkdtempSync(join(tmpdir(), 'pennypost-package-'))
const modules = join(project, 'node_modules')

let stack: TestStack | undefined
let tarball: string

beforeAll(async () => {
  const starting = startTestStack({ withRelay: true }).then((started) => {
    stack = started
  })
  // What is under way has to be over before it is cleared away.
  for (const part of await Promise.allSettled([starting, install()]))
    if (part.status === 'rejected') throw part.reason
}, 300_000)
afterAll(async () => {
  await stack?.stop()
  rmSync(project, { recursive: true, force: true })
})

type Manifest = Record<'dependencies' | 'peerDependencies', Record<string, string>>

/** A project that has installed the published packages: those, what they say they need, and nothing else. */
async function install(): Promise<void> {
  await run(process.execPath, ['scripts/packCli.ts'])
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  tarball = await unpack('sdk')
  await unpack('cli')
}

/** Packs what is published of a folder, and unpacks it where npm would install it. @returns The tarball. */
async function unpack(folder: 'sdk' | 'cli'): Promise<string> {
  const packed = join(project, folder)
  mkdirSync(packed)
  await run('npm', ['pack', `./${folder}/dist`, '--pack-destination', packed])
  const file = join(packed, readdirSync(packed)[0] ?? '')
  const name = folder === 'sdk' ? '@pennypost/sdk' : 'pennypost'
  const own = join(modules, name)
  mkdirSync(own, { recursive: true })
  await run('tar', ['-xzf', file, '-C', own, '--strip-components', '1'])
  const manifest: Manifest = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'))
  for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (existsSync(join(modules, needed))) continue
    mkdirSync(dirname(join(modules, needed)), { recursive: true })
    symlinkSync(installed(needed), join(modules, needed))
  }
  return file
}

/** Runs something at the root, while the stack comes up. */
async function run(file: string, args: string[]): Promise<void> {
  await promisify(execFile)(file, args, { cwd: root }).catch(({ message, stdout }) => {
    throw new Error(`${message}\n${stdout}`)
  })
}

/** Where npm has put a package for the SDK: beside it, if the repository has another version. */
function installed(name: string): string {
  const own = join(root, 'sdk/node_modules', name)
  return existsSync(own) ? own : join(root, 'node_modules', name)
}

/** The example of the README, as it stands there. */
function example(): string {
  const readme = readFileSync(join(root, 'sdk/README.md'), 'utf8')
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
}

/** Every Node here that the package is for, by its version: the one that runs the tests, and what else is on the path. */
function nodesHere(): [version: string, path: string][] {
  const found = new Map([[process.versions.node, process.execPath]])
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node')
    if (!existsSync(path)) continue
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
    if (Number.parseInt(version, 10) >= 20 && !found.has(version)) found.set(version, path)
  }
  return [...found]
}

describe('@pennypost/sdk as it is published', () => {
  it('has a README whose example type-checks where only it is installed', () => {
    writeFileSync(join(project, 'example.ts'), example())
    const imports = ['', '/letters', '/mailings', '/guard'].map(
      (part, place) => `export * as part${place} from '@pennypost/sdk${part}'`,
    )
    writeFileSync(join(project, 'all.ts'), `${imports.join('\n')}\n`)
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'] },
      ...{ strict: true, noEmit: true, types: [], skipLibCheck: true },
    }
    const files = ['example.ts', 'all.ts']
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    expect(runTool('typescript/bin/tsc', ['-p', project])).toEqual({ status: 0, output: '' })
  })

  it.each(nodesHere())('runs where only it is installed, under Node %s', (_, node) => {
    const script = `
      const all = await Promise.all(['', '/letters', '/mailings', '/guard'].map((part) => import('@pennypost/sdk' + part)))
      console.log(all.map((part) => typeof (part.collect ?? part.sealLetter ?? part.readMailing ?? part.requirePostage)).join())`
    expect(runIn(project, node, script)).toEqual({
      stdout: 'function,function,function,function\n',
      stderr: '',
    })
  })

  it.each(nodesHere())('runs the example of its README under Node %s: paid', (_, node) => {
    const places = {
      'http://127.0.0.1:8545': stack?.chain.url,
      'http://127.0.0.1:8787': stack?.api.url,
      'http://127.0.0.1:8788': stack?.relay?.url,
    }
    let script = example()
    for (const [usual, here] of Object.entries(places)) {
      expect(script.split(usual)).toHaveLength(2)
      script = script.replace(usual, String(here))
    }
    expect(runIn(project, node, script)).toEqual({ stdout: '202 paid\n', stderr: '' })
  })

  it('pleases publint', () => {
    const args = [join(modules, '@pennypost/sdk'), '--strict']
    expect(runTool('publint/src/cli.js', args)).toMatchObject({
      status: 0,
      output: expect.stringContaining('All good!'),
    })
  })

  it('has types that resolve wherever ES modules do', () => {
    const args = [tarball, '--profile', 'esm-only']
    expect(runTool('@arethetypeswrong/cli/dist/index.js', args)).toMatchObject({ status: 0 })
  })
})

describe('pennypost as it is published', () => {
  const main = join(modules, 'pennypost/cli/main.js')
  const pennypost = (node: string, ...args: string[]) => {
    const options = { cwd: project, encoding: 'utf8' } as const
    const { status, stdout, stderr } = spawnSync(node, [main, ...args], options)
    return { status, stdout, stderr }
  }

  it('is a program', () => {
    const { bin } = JSON.parse(readFileSync(join(modules, 'pennypost/package.json'), 'utf8'))
    expect(join(modules, 'pennypost', bin.pennypost)).toBe(main)
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(main).mode & 0o111).toBe(0o111)
  })

  it.each(nodesHere())('knows every command and its version under Node %s', (_, node) => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(pennypost(node, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
    const { stdout } = pennypost(node, '--help')
    for (const { path } of commands) expect(stdout).toContain(`\n  ${path.split(' ')[0]} `)
  })

  it.each(nodesHere())('sends a letter under Node %s', (_, node) => {
    const { chain, api, relay } = stack as TestStack
    const chloe = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
    const places = ['--rpc', chain.url, '--api', api.url, '--relay', String(relay?.url)]
    const letter = ['send', chloe, '--text', 'Hello', '--max', '0.01 ETH', '--dev', '16', '--json']
    const sent = pennypost(node, ...letter, ...places)
    expect(sent).toMatchObject({ status: 0 })
    expect(JSON.parse(sent.stdout)).toMatchObject({ paid: { inboxId: expect.any(String) } })
  })
})

/** What a script says, as a file of a folder. */
function runIn(folder: string, node: string, script: string): { stdout: string; stderr: string } {
  const file = join(folder, 'run.mjs')
  writeFileSync(file, script)
  const { stdout, stderr } = spawnSync(node, [file], { cwd: folder, encoding: 'utf8' })
  return { stdout, stderr }
}

function runTool(file: string, args: string[]): { status: number | null; output: string } {
  const path = join(root, 'node_modules', file)
  const options = { cwd: root, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], options)
  return { status, output: stdout + stderr }
}
