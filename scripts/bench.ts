/**
 * Runs the benchmarks, one after the other: `npm run bench`.
 *
 *     npm run bench -- freshness     only these: gas, mailing, mailingCli, freshness, api, index, replica
 *     npm run bench -- --write       also writes bench/results
 *     npm run bench:api -- --only rates,tail --small
 *
 * `api`, `index` and `replica` consist of parts, which `--only` chooses from; `--small` runs them by little data, and `--set soakMinutes=1` changes
 * one of their sizes.
 */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { build } from './stack/build.ts'
import { root } from './stack/paths.ts'

const inParts = ['api', 'index', 'replica']
const benchmarks = ['gas', 'mailing', 'mailingCli', 'freshness', ...inParts]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    small: { type: 'boolean', default: false },
    set: { type: 'string', multiple: true, default: [] },
  },
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
  const code = await run(`bench/${name}.ts`, ...flags(inParts.includes(name)))
  if (code !== 0) process.exitCode = 1
}

function flags(hasParts: boolean): string[] {
  const write = values.write ? ['--write'] : []
  if (!hasParts) return write
  return [
    ...write,
    ...(values.small ? ['--small'] : []),
    ...(values.only === undefined ? [] : ['--only', values.only]),
    ...values.set.flatMap((change) => ['--set', change]),
  ]
}

/** Runs a script with this Node and terminal; resolves to its exit code. */
function run(...command: string[]): Promise<number> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
