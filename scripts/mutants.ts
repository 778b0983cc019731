/**
 * Breaks the contracts on purpose, one thing at a time, and sees that a Solidity test notices: `npm run mutants`. The list is
 * test/mutants. Exits with 1 if a mutant survives that should not, or if the list is wrong.
 *
 *     npm run mutants -- carriage       only those with this in their file or name; several are joined by "or"
 *     npm run mutants -- --list         names them
 *     npm run mutants -- --jobs 2       at once, each in a copy of its own
 *     npm run mutants -- --root FOLDER  of another project
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Mutant } from './solidity/mutant.ts'
import { mutated } from './solidity/mutant.ts'
import { scratchProject } from './solidity/scratchProject.ts'
import { table } from './solidity/table.ts'
import type { Outcome } from './solidity/tryMutant.ts'
import { runTests, tryMutant } from './solidity/tryMutant.ts'
import { root as repository } from './stack/paths.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    root: { type: 'string', default: repository },
  },
})
const root = path.resolve(values.root)
const all = await readMutants()
checkList(all)
const chosen = all.filter(isChosen)
if (chosen.length === 0) fail(`No mutant has ${positionals.join(' or ')} in its file or name.`)
if (values.list) {
  for (const { file, name } of chosen) console.log(`${file}: ${name}`)
} else {
  await run()
}

async function readMutants(): Promise<Mutant[]> {
  const lists: Mutant[][] = []
  for (const file of fs.globSync('test/mutants/*.ts', { cwd: root }).sort()) {
    const module: { mutants: Mutant[] } = await import(path.join(root, file))
    lists.push(module.mutants)
  }
  return lists.flat()
}

/** All of them, whichever are chosen: a list that the contracts have left behind is found at once. */
function checkList(mutants: readonly Mutant[]): void {
  const problems = mutants.flatMap((mutant) => {
    try {
      mutated(fs.readFileSync(path.join(root, mutant.file), 'utf8'), mutant)
      for (const test of mutant.tests) fs.accessSync(path.join(root, 'test/contracts', test))
      return []
    } catch (error) {
      return [`${mutant.file}: ${mutant.name}: ${(error as Error).message}`]
    }
  })
  if (problems.length > 0) fail(problems.join('\n'))
}

function isChosen({ file, name }: Mutant): boolean {
  const text = `${file}: ${name}`.toLowerCase()
  return positionals.length === 0 || positionals.some((part) => text.includes(part.toLowerCase()))
}

async function run(): Promise<void> {
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`
  console.log('Running every Solidity test on the contracts as they are.')
  const first = scratch()
  const unbroken = await runTests(first, [])
  if (unbroken.kind === 'killed') fail(`${unbroken.by} fails without any mutant.`)
  if (unbroken.kind === 'broken') fail(unbroken.problem)
  console.log(`They pass (${seconds()}). ${chosen.length} mutants:`)

  const results = new Map<Mutant, Outcome>()
  const queue = [...chosen]
  const work = async (project: string) => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const outcome = await tryMutant(project, mutant)
      results.set(mutant, outcome)
      const count = `${results.size}/${chosen.length}`
      console.log(`${count}  ${outcome.kind}  ${mutant.file}: ${mutant.name} (${seconds()})`)
    }
  }
  const others = Array.from({ length: Number(values.jobs) - 1 }, scratch)
  await Promise.all([first, ...others].map(work))
  report(results)
}

function report(results: ReadonlyMap<Mutant, Outcome>): void {
  const rows: string[][] = []
  const problems: string[] = []
  const counts = { killed: 0, survived: 0 }
  for (const mutant of chosen) {
    const outcome = results.get(mutant)
    const { file, name, equivalent } = mutant
    if (!outcome || outcome.kind === 'broken') {
      problems.push(`${file}: ${name}: ${outcome?.problem}`)
      continue
    }
    if (outcome.kind === 'killed') {
      counts.killed += 1
      rows.push([file, name, outcome.by])
      if (equivalent) problems.push(`${file}: ${name}: is not equivalent: ${outcome.by} notices.`)
    } else {
      if (!equivalent) counts.survived += 1
      rows.push([file, name, equivalent ? `equivalent: ${equivalent}` : 'SURVIVED'])
    }
  }
  console.log(`\n${table(['file', 'mutant', 'noticed by'], rows)}\n`)
  for (const problem of problems) console.error(problem)
  const equivalents = rows.length - counts.killed - counts.survived
  const tail = equivalents > 0 ? `, ${equivalents} equivalent` : ''
  console.log(`${counts.killed} killed, ${counts.survived} survived${tail}`)
  if (counts.survived > 0 || problems.length > 0) process.exitCode = 1
}

/**
 * Without the optimizer, which takes most of the time to compile and no test depends on. A counterexample need not be short.
 */
function scratch(): string {
  const solidity =
    "JSON.parse(JSON.stringify(config.solidity), (key, value) => key === 'optimizer' ? { enabled: false } : value)"
  const test =
    '{ solidity: { ...config.test?.solidity, invariant: { ...config.test?.solidity?.invariant, shrinkRunLimit: 0 } } }'
  return scratchProject(root, `{ ...config, solidity: ${solidity}, test: ${test} }`)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
