/**
 * Runs the benchmarks, one after the other: `npm run bench`.
 *
 *     npm run bench -- freshness     only these: gas, mailing, freshness, verify
 *     npm run bench -- --write       also writes bench/results
 */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { build } from './stack/build.ts'
import { root } from './stack/paths.ts'

const benchmarks = ['gas', 'mailing', 'freshness', 'verify']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !benchmarks.includes(name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. Known: ${benchmarks.join(', ')}.`)
  process.exit(2)
}

await build()
for (const name of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  console.log(`\n── ${name} ──\n`)
  const code = await run(`bench/${name}.ts`, ...(values.write ? ['--write'] : []))
  if (code !== 0) process.exitCode = 1
}

/** Runs a script with this Node and terminal; resolves to its exit code. */
function run(...command: string[]): Promise<number> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
