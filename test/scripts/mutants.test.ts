import fs from 'node:fs'

import { afterEach, describe, expect, test } from 'vitest'
import type { Mutant } from '../../scripts/solidity/mutant.ts'
import { mutated } from '../../scripts/solidity/mutant.ts'
import { runScript } from '../helpers/runScript.ts'
import { solidityProject, write } from '../helpers/solidityProject.ts'

const mutant: Mutant = {
  name: 'a child may pass',
  file: 'contracts/Gate.sol',
  find: 'age < 18',
  replace: 'age < 17',
  tests: ['Gate.t.sol'],
}

describe('mutated', () => {
  test('replaces the occurrence that is asked for, literally', () => {
    expect(mutated('a.b.c', { ...mutant, find: '.', count: 2, replace: '$&' })).toBe('a$&b.c')
    expect(mutated('a.b.c', { ...mutant, find: '.', count: 2, nth: 2, replace: '' })).toBe('a.bc')
  })
  test.each([
    ['the text to replace occurs 2 times, not 1', { find: '.' }],
    ['the text to replace occurs 2 times, not 3', { find: '.', count: 3 }],
    ['the text to replace occurs 0 times, not 1', { find: 'x' }],
    ['there is no occurrence 3 of 2', { find: '.', count: 2, nth: 3 }],
    ['it changes nothing', { find: 'a', replace: 'a' }],
  ])('refuses: %s', (message, change) => {
    expect(() => mutated('a.b.c', { ...mutant, ...change })).toThrow(message)
  })
})

/** Hardhat starts twice for a mutant, and more often for one that survives. */
describe('npm run mutants', { timeout: 240_000 }, () => {
  const roots: string[] = []
  afterEach(() => {
    for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true, force: true })
  })
  const tests = {
    test_TurnsChildrenAway: 'try gate.pass(17, false) { revert(); } catch {}',
    test_KnowsANewborn: 'check(gate.pass(0, true), "newborn");',
  }
  const project = (functions: Record<string, string>, ...mutants: Partial<Mutant>[]) => {
    const root = solidityProject(functions)
    roots.push(root)
    const list = mutants.map((change) => ({ ...mutant, ...change }))
    write(root, 'test/mutants/gate.ts', `export const mutants = ${JSON.stringify(list)}\n`)
    return root
  }
  const run = (root: string, ...args: string[]) =>
    runScript(['scripts/mutants.ts', '--root', root, ...args])

  test('tells who is noticed by which test, who survives and who is no mutant', async () => {
    const root = project(
      tests,
      { name: 'a child may pass', replace: 'age < 17' },
      { name: 'nobody is a newborn', find: 'age == 0', replace: 'age > 200' },
      { name: 'a grown-up may not', replace: 'age < 19' },
      { name: 'a younger number', replace: 'age < 0x12', equivalent: 'It is the same number.' },
      { name: 'nothing to compile', replace: 'age <' },
    )
    const source = fs.readFileSync(`${root}/contracts/Gate.sol`, 'utf8')
    const { code, output } = await run(root)
    const row = (name: string, by: string) =>
      expect(output).toMatch(new RegExp(`^contracts/Gate\\.sol +${name} +${by}$`, 'm'))

    row('a child may pass', 'GateTest#test_TurnsChildrenAway')
    row('nobody is a newborn', 'GateTest#test_KnowsANewborn')
    row('a grown-up may not', 'SURVIVED')
    row('a younger number', 'equivalent: It is the same number\\.')
    expect(output).toContain('contracts/Gate.sol: nothing to compile: it does not compile.')
    expect(output).toMatch(/^2 killed, 1 survived, 1 equivalent$/m)
    expect(code).toBe(1)
    expect(fs.readFileSync(`${root}/contracts/Gate.sol`, 'utf8')).toBe(source)
    expect(fs.existsSync(`${root}/artifacts`)).toBe(false)
  })

  test('runs those that are asked for, and is content when all are noticed', async () => {
    const root = project(tests, {}, { name: 'a grown-up may not', replace: 'age < 19' })
    const { code, output } = await run(root, 'Child')
    expect(output.trim().split('\n').at(-1)).toBe('1 killed, 0 survived')
    expect(code).toBe(0)
  })

  test('does not believe that a mutant is equivalent which a test notices', async () => {
    const { code, output } = await run(project(tests, { equivalent: 'Who cares?' }))
    expect(output).toContain('a child may pass: is not equivalent: GateTest#test_TurnsChildrenAway')
    expect(code).toBe(1)
  })

  test('starts from tests that pass', async () => {
    const { code, output } = await run(project({ test_Fails: 'revert();' }, {}))
    expect(output).toContain('GateTest#test_Fails fails without any mutant.')
    expect(code).toBe(1)
  })

  test('finds a list that the contracts have left behind before anything runs', async () => {
    const root = project(
      tests,
      { name: 'old', find: 'age < 21' },
      { name: 'lost', tests: ['No.t.sol'] },
    )
    const { code, output } = await run(root, 'old')
    expect(output).toContain('contracts/Gate.sol: old: the text to replace occurs 0 times, not 1')
    expect(output).toContain('contracts/Gate.sol: lost: ENOENT')
    expect(output).not.toContain('Running')
    expect(code).toBe(1)
  })

  test('names mutants without running them', async () => {
    const { code, output } = await run(project(tests, {}), '--list')
    expect(output).toBe('contracts/Gate.sol: a child may pass\n')
    expect(code).toBe(0)
  })
})
