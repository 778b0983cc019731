/**
 * What the Solidity tests run of the contracts, without mocks and interfaces: `npm run coverage`. Exits with 1 if a test
 * fails, or if lines or functions are below 100 %, or branches below 98 %. Also writes coverage/lcov.info.
 *
 * Hardhat's own coverage knows statements and lines only. So the sources are made to report (scripts/solidity/instrument.ts)
 * in a copy of the project, and Hardhat only collects what they say. Invariants run shortly: what they reach by luck should
 * have a test of its own.
 *
 *     npm run coverage -- --root FOLDER   of another project
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { coverageReport, lcov, shortfalls, tally } from './solidity/coverageReport.ts'
import type { Point } from './solidity/instrument.ts'
import { instrument, MARKS_FILE, MARKS_SOURCE } from './solidity/instrument.ts'
import { runHardhat } from './solidity/runHardhat.ts'
import { scratchProject } from './solidity/scratchProject.ts'
import { root as repository } from './stack/paths.ts'

const { values } = parseArgs({ options: { root: { type: 'string', default: repository } } })
const root = path.resolve(values.root)
// Hardhat is to collect what is reported, and to instrument nothing itself.
const scratch = scratchProject(root, "{ ...config, coverage: { skipFiles: ['**'] } }")

const points = instrumentSources()
console.log('Running the Solidity tests in an instrumented copy: a few minutes.')
if (!(await runTests())) {
  console.error('The tests fail. Coverage is that of tests that pass.')
  process.exit(1)
}
const hits = readHits()
if (hits.size === 0) throw new Error('Hardhat collected nothing. Has its coverage changed?')

console.log(`\n${coverageReport(points, hits)}\n`)
fs.mkdirSync(path.join(root, 'coverage'), { recursive: true })
fs.writeFileSync(path.join(root, 'coverage/lcov.info'), lcov(points, hits))
for (const shortfall of shortfalls(tally(points, hits))) {
  console.error(shortfall)
  process.exitCode = 1
}

function instrumentSources(): Point[] {
  const all: Point[] = []
  let mark = 1
  for (const name of fs.globSync('contracts/**/*.sol', { cwd: root }).sort()) {
    const file = name.replaceAll(path.sep, '/')
    if (/^contracts\/(.*\/)?(interfaces|mocks)\//.test(file)) continue
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    const instrumented = instrument(file, text, mark)
    fs.writeFileSync(path.join(scratch, file), instrumented.text)
    all.push(...instrumented.points)
    mark += instrumented.marks
  }
  fs.writeFileSync(path.join(scratch, MARKS_FILE), MARKS_SOURCE)
  return all
}

async function runTests(): Promise<boolean> {
  const { code, output } = await runHardhat(scratch, ['--coverage', 'test', 'solidity'], {
    INVARIANT_RUNS: '8',
    INVARIANT_DEPTH: '50',
  })
  if (code !== 0) console.error(output.split('Saved html report')[0])
  return code === 0
}

/** Hardhat counts, by word in hexadecimal, in how many tests it was reported. */
function readHits(): Set<number> {
  const hits = new Set<number>()
  for (const file of fs.globSync('coverage/data/solidity/*.json', { cwd: scratch })) {
    const counts: object = JSON.parse(fs.readFileSync(path.join(scratch, file), 'utf8'))
    for (const word of Object.keys(counts)) hits.add(Number(`0x${word}`))
  }
  return hits
}
