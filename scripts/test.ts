/**
 * Every test there is: `npm test`. Its last line is the total, `N passed, N failed`.
 *
 *     npm test                 static checks, Solidity, TypeScript and end-to-end tests
 *     npm test -- solidity     only these stages: check, solidity, typescript
 *     npm run test:deep        many more fuzz and invariant runs, and what is too long for every day
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

type Count = { passed: number; failed: number }
type Stage = { name: string; run: () => Promise<Count> }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { deep: { type: 'boolean', default: false } },
})
const scratch = mkdtempSync(join(tmpdir(), 'pennypost-test-'))
const environment = {
  ...process.env,
  ...(values.deep
    ? { FUZZ_RUNS: '10000', INVARIANT_RUNS: '500', INVARIANT_DEPTH: '200', RUN_DEEP: '1' }
    : {}),
}

const stages: Stage[] = [
  { name: 'solidity', run: testSolidity },
  { name: 'check', run: check },
  { name: 'typescript', run: testTypeScript },
]
const unknown = positionals.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`No stage ${unknown.join(', ')}. Known: check, solidity, typescript.`)
  process.exit(2)
}

const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
try {
  for (const { name, run } of stages) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    console.log(`\n── ${name} ──\n`)
    const start = performance.now()
    const count = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(4)
    total.passed += count.passed
    total.failed += count.failed
    lines.push(`${name.padEnd(11)} ${seconds} s  ${count.passed} passed, ${count.failed} failed`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`\n${lines.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Compiles, too: what comes after reads the artifacts. */
async function testSolidity(): Promise<Count> {
  const built = await run('scripts/build.ts')
  if (built.code !== 0) return { passed: 0, failed: 1 }
  const { code, output } = await run('scripts/testSolidity.ts')
  return counted(code, {
    passed: Number(/^\s*(\d+) passing/m.exec(output)?.[1] ?? 0),
    failed: Number(/^\s*(\d+) failing/m.exec(output)?.[1] ?? 0),
  })
}

async function check(): Promise<Count> {
  const file = join(scratch, 'check.json')
  const { code } = await run('scripts/check.ts', '--json', file)
  return counted(code, readJson<Count>(file) ?? { passed: 0, failed: 0 })
}

async function testTypeScript(): Promise<Count> {
  const file = join(scratch, 'vitest.json')
  const { code } = await run(
    ...['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${file}`,
  )
  const report = readJson<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numFailedTestSuites: number
  }>(file)
  if (!report) return counted(code, { passed: 0, failed: 0 })
  // A skipped test counts as failed: nothing here is skipped for a good reason.
  const failed = report.numFailedTests + report.numPendingTests
  return counted(code, { passed: report.numPassedTests, failed })
}

/** A stage that ran nothing, or failed without a failed test (in a hook, say), has one failure. */
function counted(code: number, count: Count): Count {
  const isUnexplained = count.failed === 0 && (code !== 0 || count.passed === 0)
  return isUnexplained ? { ...count, failed: 1 } : count
}

/** Runs a script with this Node, showing its output; resolves when it has ended. */
function run(...command: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, command, {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
    process.stdout.write(chunk)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}
