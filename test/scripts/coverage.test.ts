import fs from 'node:fs'
import path from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { coverageReport, lcov, shortfalls, tally } from '../../scripts/solidity/coverageReport.ts'
import { instrument } from '../../scripts/solidity/instrument.ts'
import { runScript } from '../helpers/runScript.ts'
import { solidityProject } from '../helpers/solidityProject.ts'

/** A library around some statements, on lines 3 and following. */
const library = (...lines: string[]) =>
  ['library L {', 'function f(bool a, bool b) internal {', ...lines, '}', '}'].join('\n')

/** What of these statements is measured, without the function itself. */
function pointsOf(...lines: string[]) {
  const { points } = instrument('contracts/L.sol', library(...lines), 1)
  return points.slice(1).map(({ kind, line, text }) => `${line} ${kind} ${text}`)
}

describe('instrument', () => {
  test('keeps lines, and imports its library from wherever the file is', () => {
    const text = library('if (a) b = a;', 'a = b;')
    const { text: result, marks } = instrument('contracts/x/L.sol', text, 7)
    expect(result).toBe(
      [
        'library L {',
        'function f(bool a, bool b) internal {CoverageMarks.hit(7);',
        'CoverageMarks.hit(8);if (CoverageMarks.condition(a, 11)) {CoverageMarks.hit(10);b = a;}',
        'CoverageMarks.hit(9);a = b;',
        '}',
        '}import {CoverageMarks} from "../CoverageMarks.sol";\n',
      ].join('\n'),
    )
    expect(marks).toBe(6)
    const beside = instrument('contracts/L.sol', text, 1).text
    expect(beside).toContain('from "./CoverageMarks.sol"')
  })

  test('gives an if without else both its branches', () => {
    expect(pointsOf('if (a) return;')).toEqual([
      '3 statement if (a) return',
      '3 statement return',
      '3 branch a is never true',
      '3 branch a is never false',
    ])
  })

  test('takes operands one by one, wherever they stand and however they are wrapped', () => {
    expect(pointsOf('a = !(a && (b || g(a && b)));').slice(1)).toEqual([
      '3 branch a is never true',
      '3 branch a is never false',
      '3 branch b is never true',
      '3 branch b is never false',
      '3 branch g(a && b) is never true',
      '3 branch g(a && b) is never false',
      '3 branch a is never true',
      '3 branch a is never false',
      '3 branch b is never true',
      '3 branch b is never false',
    ])
  })

  test('knows loops, ternaries and try, but takes no constant for a condition', () => {
    const lines = [
      'for (uint256 i = 0; i < 2; ++i) a = b;',
      'while (true) { break; }',
      'a ? g() : h();',
      'try this.g() { a = b; } catch { b = a; }',
    ]
    expect(pointsOf(...lines).filter((point) => point.includes('branch'))).toEqual([
      '3 branch i < 2 is never true',
      '3 branch i < 2 is never false',
      '5 branch a is never true',
      '5 branch a is never false',
      '6 branch this clause is never taken',
      '6 branch this clause is never taken',
    ])
  })

  test('counts bytes as the compiler does', () => {
    const { text } = instrument('contracts/L.sol', library('a = b; // → ‖', 'b = a;'), 1)
    expect(text).toContain('CoverageMarks.hit(2);a = b; // → ‖\nCoverageMarks.hit(3);b = a;\n')
  })

  test('has assembly note its conditions in memory, and reports them after it', () => {
    const lines = ['assembly {', 'for {} lt(a, b) {} {', 'if a { b := 1 }', '}', '}', 'a = b;']
    const { text, points } = instrument('contracts/L.sol', library(...lines), 1)
    expect(points.slice(-4).map(({ mark, line, text }) => `${mark} ${line} ${text}`)).toEqual([
      '4 4 lt(a, b) is never true',
      '5 4 lt(a, b) is never false',
      '6 5 a is never true',
      '7 5 a is never false',
    ])
    expect(text).toContain('uint256[] memory coverageSeen4 = new uint256[](4);assembly { function')
    expect(text).toContain('for {} coverageSee(lt(a, b), add(coverageSeen4, 32)) {} {')
    expect(text).toContain('if coverageSee(a, add(coverageSeen4, 96)) { b := 1 }')
    expect(text).toContain('}CoverageMarks.seen(coverageSeen4, 4);\nCoverageMarks.hit(3);a = b;')
  })

  test.each(['switch a case 0 {}', 'function g() {}'])('refuses in assembly: %s', (line) => {
    expect(() => instrument('contracts/L.sol', library('assembly {', line, '}'), 1)).toThrow(
      'contracts/L.sol:4: a switch or function of assembly cannot be measured.',
    )
  })
})

describe('the report', () => {
  const point = (kind: 'statement' | 'function' | 'branch', mark: number, line: number) => {
    return { kind, mark, line, file: 'contracts/A.sol', text: `text ${mark}` }
  }
  const points = [
    point('function', 1, 1),
    point('statement', 2, 2),
    point('statement', 3, 2),
    point('statement', 4, 3),
    point('branch', 5, 3),
    point('branch', 6, 3),
  ]

  test('takes a line for reached when all that starts on it is', () => {
    expect(tally(points, new Set([1, 2, 4, 5]))).toEqual({
      lines: { all: 2, reached: 1 },
      statements: { all: 3, reached: 2 },
      functions: { all: 1, reached: 1 },
      branches: { all: 2, reached: 1 },
    })
  })

  test('asks for all lines and functions and for 98 % of the branches', () => {
    const full = { all: 100, reached: 100 }
    const total = { lines: full, statements: full, functions: full, branches: full }
    expect(shortfalls({ ...total, branches: { all: 100, reached: 98 } })).toEqual([])
    expect(
      shortfalls({
        lines: { all: 100_000, reached: 99_999 },
        statements: { all: 2, reached: 1 },
        functions: { all: 2, reached: 1 },
        branches: { all: 1_000, reached: 979 },
      }),
    ).toEqual([
      'Fewer than 100 % of the lines are covered.',
      'Fewer than 100 % of the functions are covered.',
      'Fewer than 98 % of the branches are covered.',
    ])
  })

  test('lists what was missed, and says the same in lcov', () => {
    const hits = new Set([1, 2, 4, 5])
    expect(coverageReport(points, hits).split('\n').slice(-3)).toEqual([
      'Not covered:',
      'contracts/A.sol:2  statement: text 3',
      'contracts/A.sol:3  branch: text 6',
    ])
    expect(lcov(points, hits).split('\n')).toEqual([
      'SF:contracts/A.sol',
      ...['FN:1,text 1', 'FNDA:1,text 1', 'FNF:1', 'FNH:1'],
      ...['BRDA:3,0,5,1', 'BRDA:3,0,6,0', 'BRF:2', 'BRH:1'],
      ...['DA:2,0', 'DA:3,1', 'LF:2', 'LH:1'],
      'end_of_record',
      '',
    ])
  })
})

describe('npm run coverage', { timeout: 120_000 }, () => {
  const roots: string[] = []
  afterEach(() => {
    for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true, force: true })
  })
  const coverage = async (tests: Record<string, string>) => {
    const root = solidityProject(tests)
    roots.push(root)
    return { root, ...(await runScript(['scripts/coverage.ts', '--root', root])) }
  }
  const tests = {
    test_LetsGuestsIn: 'check(gate.pass(18, false), "guest");',
    test_LetsMembersIn: 'check(gate.pass(17, true), "guest");',
    test_KnowsANewborn: 'check(gate.pass(0, true), "newborn");',
    test_Counts: 'require(gate.digits(1999) == 4);',
  }

  test('sees a branch that no test takes, also where a call reverts', async () => {
    const partly = await coverage(tests)
    expect(partly.output).toContain('contracts/Gate.sol:8  branch: member is never false')
    expect(partly.output).toContain('contracts/Gate.sol:8  statement: revert Closed()')
    expect(partly.output).toMatch(
      /^total +66\.66 % \(2\/3\) +75\.00 % \(3\/4\) +100\.00 % \(2\/2\) +80\.00 % \(8\/10\)$/m,
    )
    expect(partly.output).toContain('contracts/Gate.sol:19  branch: gt(count, 9) is never true')
    expect(partly.output).not.toContain('MockUnused')
    expect(partly.code).toBe(1)

    const fully = await coverage({
      ...tests,
      test_CountsToNine: 'require(gate.digits(10 ** 12) == 9);',
      test_TurnsOthersAway: 'try gate.pass(17, false) { revert(); } catch {}',
    })
    expect(fully.output).toMatch(/^total( +100\.00 % \(\d+\/\d+\)){4}$/m)
    expect(fully.output).not.toContain('Not covered')
    expect(fully.code).toBe(0)
    // Nothing is left behind but the report.
    expect(fs.readdirSync(fully.root).sort()).toEqual(
      ['contracts', 'coverage', 'hardhat.config.ts', 'package.json', 'test'].sort(),
    )
    expect(fs.readFileSync(path.join(fully.root, 'coverage/lcov.info'), 'utf8')).toContain(
      'BRF:10\nBRH:10\n',
    )
  })

  test('says nothing about tests that fail', async () => {
    const { code, output } = await coverage({ test_Fails: 'revert();' })
    expect(output).toContain('The tests fail.')
    expect(output).toContain('GateTest#test_Fails')
    expect(output).not.toContain('total')
    expect(code).toBe(1)
  })
})
