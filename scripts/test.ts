/**
 * Every test there is: `npm test`. Its last line is the total, `N passed, N failed`.
 *
 *     npm test                 static checks, Solidity, TypeScript and end-to-end tests
 *     npm test -- solidity     only these stages: check, solidity, typescript
 *     npm run test:deep        many more fuzz and invariant runs, and what is too long for every day
 *
 *     npm run test:deep -- faults truth         only these suites of test/deep
 *     DEEP_RUNS=10 npm run test:deep            those two, ten times, each time with another seed; TEST_SEED chooses the first
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findUnprovoked } from './testing/contractCoverage.ts'
import { installSystemPackages } from './testing/systemPackages.ts'

type Count = { passed: number; failed: number }
type Stage = { name: string; run: () => Promise<Count> }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { deep: { type: 'boolean', default: false } },
})
const scratch = mkdtempSync(join(tmpdir(), 'pennypost-test-'))
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  // Hundreds of processes are started that read the same files: what Node has compiled of them is kept for the next.
  NODE_COMPILE_CACHE: join(scratch, 'compiled'),
  ...(values.deep
    ? { FUZZ_RUNS: '10000', INVARIANT_RUNS: '500', INVARIANT_DEPTH: '200', RUN_DEEP: '1' }
    : {}),
}

const stages: Stage[] = [
  { name: 'solidity', run: testSolidity },
  { name: 'check', run: check },
  { name: 'typescript', run: testTypeScript },
]
/** Of test/deep: what draws its own cases, and so gains from being run again. */
const suites = ['faults', 'truth']
const runs = Number(process.env.DEEP_RUNS || 1)
const wanted = positionals.filter((name) => values.deep && suites.includes(name))
const repeats = wanted.length > 0 || (values.deep && Boolean(process.env.DEEP_RUNS))

const known = [...stages.map(({ name }) => name), ...(values.deep ? suites : [])]
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(
    unknown.length > 0
      ? `No stage ${unknown.join(', ')}. Known: ${known.join(', ')}.`
      : 'DEEP_RUNS must be a number of runs, such as 10.',
  )
  process.exit(2)
}

const wants = (name: string) => positionals.includes(name) || (!repeats && positionals.length === 0)
/** Checks run beside the compiler, which keeps one core busy: first those that need no compiled contracts, once there are any the rest. */
const early = wants('solidity') && wants('check') ? [runChecks('--unbuilt')] : undefined

const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
try {
  if (repeats) await repeatSuites(wanted.length > 0 ? wanted : suites)
  for (const { name, run } of stages) {
    if (!wants(name)) continue
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
  early?.push(runChecks('--built'))
  const { code, output } = await run('scripts/testSolidity.ts')
  return counted(code, {
    passed: Number(/^\s*(\d+) passing/m.exec(output)?.[1] ?? 0),
    failed: Number(/^\s*(\d+) failing/m.exec(output)?.[1] ?? 0),
  })
}

async function check(): Promise<Count> {
  if (!early) return await runChecks()
  const counts = await Promise.all(early)
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  }
}

async function runChecks(...which: string[]): Promise<Count> {
  const file = join(scratch, `check${which.join('')}.json`)
  const { code } = await run('scripts/check.ts', '--json', file, ...which)
  return counted(code, readJson<Count>(file) ?? { passed: 0, failed: 0 })
}

/** Runs suites of test/deep again and again; a line for each run tells what it was. */
async function repeatSuites(names: readonly string[]): Promise<void> {
  for (let number = 1; number <= runs; number++) {
    const chosen = number === 1 && process.env.TEST_SEED
    const seed = chosen || String(randomInt(2 ** 31))
    environment.TEST_SEED = seed
    console.log(`\n── ${names.join(', ')}: run ${number} of ${runs}, TEST_SEED=${seed} ──\n`)
    const start = performance.now()
    const folders = names.map((name) => `test/deep/${name}/`)
    const { count, output } = await vitest('--project', 'deep', ...folders)
    const seconds = ((performance.now() - start) / 1000).toFixed(0)
    const verdicts = [...output.matchAll(/(\d+) verdicts/g)].map(([, found]) => Number(found))
    const cases = verdicts.reduce((sum, found) => sum + found, 0)
    const line = [
      ...[
        `run ${number}`.padEnd(7),
        `seed ${seed}`.padEnd(16),
        `${cases} verdicts`,
        `${seconds} s`,
      ],
      `${count.passed} passed, ${count.failed} failed`,
    ].join('  ')
    console.log(`\n${line}\n`)
    lines.push(line)
    total.passed += count.passed
    total.failed += count.failed
  }
}

async function testTypeScript(): Promise<Count> {
  const absent = installSystemPackages()
  lines.push(...absent.map(({ because }) => because))
  const contract = join(scratch, 'contract')
  mkdirSync(contract)
  environment.CONTRACT_DIR = contract
  const { count } = await vitest(...absent.flatMap(({ tests }) => ['--exclude', `${tests}/**`]))
  const unprovoked = findUnprovoked(contract)
  for (const line of unprovoked) console.log(line)
  return unprovoked.length === 0
    ? { ...count, passed: count.passed + 1 }
    : { ...count, failed: count.failed + unprovoked.length }
}

async function vitest(...args: string[]): Promise<{ count: Count; output: string }> {
  const file = join(scratch, 'vitest.json')
  rmSync(file, { force: true })
  const { code, output } = await run(
    ...['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${file}`,
    ...args,
  )
  const report = readJson<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numFailedTestSuites: number
  }>(file)
  if (!report) return { count: counted(code, { passed: 0, failed: 0 }), output }
  // A skipped test counts as failed: nothing here is skipped for a good reason.
  const failed = report.numFailedTests + report.numPendingTests
  return { count: counted(code, { passed: report.numPassedTests, failed }), output }
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
