import fs from 'node:fs'
import path from 'node:path'
import type { Mutant } from './mutant.ts'
import { mutated } from './mutant.ts'
import { runHardhat } from './runHardhat.ts'

export type Outcome =
  /** `by`: the first test that failed, `Contract#test`. */
  | { kind: 'killed'; by: string }
  | { kind: 'survived' }
  /** It says nothing about the tests: it does not compile, for one. */
  | { kind: 'broken'; problem: string }

/**
 * Applies one mutant in a scratch project and runs its likely killers, then, if none of them fails, every Solidity test.
 * Afterwards the source is as it was.
 */
export async function tryMutant(project: string, mutant: Mutant): Promise<Outcome> {
  const file = path.join(project, mutant.file)
  const original = fs.readFileSync(file, 'utf8')
  fs.writeFileSync(file, mutated(original, mutant))
  try {
    const likely = mutant.tests.map((test) => path.join('test/contracts', test))
    const outcome = await runTests(project, likely)
    return outcome.kind === 'survived' ? await runTests(project, []) : outcome
  } finally {
    fs.writeFileSync(file, original)
  }
}

/**
 * Builds the contracts and runs test files.
 *
 * @param files - All if empty.
 */
export async function runTests(project: string, files: readonly string[]): Promise<Outcome> {
  const built = await runHardhat(project, ['build', '--no-tests', '--quiet'])
  if (built.code !== 0) return { kind: 'broken', problem: `it does not compile.\n${built.output}` }
  const { code, output } = await runHardhat(project, ['test', 'solidity', ...files])
  if (code === 0) return { kind: 'survived' }
  if (code === undefined) return { kind: 'killed', by: 'tests that do not end' }
  const by = /^ *1\) (\w+#\w+)/m.exec(output)?.[1]
  return by ? { kind: 'killed', by } : { kind: 'broken', problem: `no test ran.\n${output}` }
}
