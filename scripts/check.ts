/**
 * Every check that runs without a chain or a database.
 *
 *     npm run check                    one line per check; the output of those that fail; exit code 1
 *     npm run check -- types solhint   only these
 *     npm run check -- --json FILE     writes { passed, failed } as well
 *     npm run check -- --unbuilt       only those that need no compiled contracts; --built: only the others
 *     npm run format                   the same as --write: formats and fixes instead of checking
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

type Step = { name: string; command: string[]; needsBuild?: boolean | undefined }

const root = path.resolve(import.meta.dirname, '..')

/** More at once only makes each slower: tsc and biome use several threads themselves. */
const AT_ONCE = 2

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    unbuilt: { type: 'boolean', default: false },
  },
})
const known = values.write ? formatters() : checks()
const unknown = positionals.filter((name) => !known.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(
    `No check ${unknown.join(', ')}. Known: ${known.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

const queue = known
  .filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  .filter(({ needsBuild = false }) => !(needsBuild ? values.unbuilt : values.built))
const total = queue.length
let failed = 0
const work = async () => {
  for (let step = queue.shift(); step; step = queue.shift()) {
    if (!(await run(step))) failed += 1
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))

const passed = total - failed
console.log(`${passed} passed, ${failed} failed`)
if (values.json) fs.writeFileSync(values.json, `${JSON.stringify({ passed, failed })}\n`)
process.exitCode = failed > 0 ? 1 : 0

/** The slowest first, so that the others fill the time beside it. */
function checks(): Step[] {
  return [
    { name: 'types', command: bin('typescript', 'tsc', '-p', 'tsconfig.json'), needsBuild: true },
    { name: 'web types', command: bin('typescript', 'tsc', '-p', 'web') },
    { name: 'solhint', command: solhint() },
    { name: 'prettier', command: bin('prettier', 'prettier', '--check', '.') },
    { name: 'generated', command: script('generate.ts', '--check'), needsBuild: true },
    { name: 'knip', command: bin('knip', 'knip', '--no-progress', '--no-config-hints') },
    { name: 'biome', command: bin('@biomejs/biome', 'biome', 'check', '--error-on-warnings') },
    { name: 'boundaries', command: script('boundaries.ts') },
    { name: 'lockfile', command: script('lockfile.ts', '--check') },
  ]
}

function formatters(): Step[] {
  return [
    { name: 'biome', command: bin('@biomejs/biome', 'biome', 'check', '--write') },
    { name: 'prettier', command: bin('prettier', 'prettier', '--write', '--list-different', '.') },
  ]
}

function solhint(): string[] {
  const quiet = ['--disc', '--noPoster', '--max-warnings', '0']
  return bin('solhint', 'solhint', ...quiet, 'contracts/**/*.sol', 'test/contracts/**/*.sol')
}

function script(name: string, ...args: string[]): string[] {
  return [path.join('scripts', name), ...args]
}

/** A package's command as a script for this Node: neither PATH nor the shell has a say in it. */
function bin(packageName: string, command: string, ...args: string[]): string[] {
  const folder = path.join(root, 'node_modules', packageName)
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command]
  return [path.join(folder, file), ...args]
}

async function run({ name, command }: Step): Promise<boolean> {
  const start = performance.now()
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) }
  const child = spawn(process.execPath, command, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const ok = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0))
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${seconds.padStart(5)} s`)
  if (!ok) console.log(`\n${output.trim()}\n`)
  return ok
}
