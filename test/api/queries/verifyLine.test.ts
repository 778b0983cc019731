import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Line } from '../../../api/queries/verifyLine.ts'
import { createLine } from '../../../api/queries/verifyLine.ts'

/*
createLine
├── those of one turn of the event loop → one statement
├── those who come while one is under way → the next one, half of all who ask at a time
├── a statement that takes long → the next does not wait for it, nor those after that
├── as many as may be under way → the others wait
└── everybody is told, once
*/

type Statement = { group: readonly string[]; end: () => void }

let statements: Statement[]
let told: string[]
let line: Line<string>

beforeEach(() => {
  statements = []
  const heard: string[] = []
  told = heard
  line = createLine<string>({
    mostAtOnce: 2,
    take: (waiting, most) => waiting.splice(0, most),
    run: (group) =>
      new Promise((resolve) => {
        statements.push({ group, end: () => resolve(() => heard.push(...group)) })
      }),
  })
})

/** The n-th statement, as soon as it is under way: one that takes long is another case. */
async function statement(n: number): Promise<Statement> {
  while (statements.length <= n) await new Promise((resolve) => setImmediate(resolve))
  return statements[n] as Statement
}

const names = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `${from + i}`)

function joinAll(...all: string[]): void {
  for (const one of all) line.join(one)
}

describe('createLine', () => {
  it('has those of one turn share a statement, and tells each once', async () => {
    joinAll('a', 'b', 'c')
    const { group, end } = await statement(0)
    expect(group).toEqual(['a', 'b', 'c'])
    end()
    await expect.poll(() => told).toEqual(['a', 'b', 'c'])
    expect(statements).toHaveLength(1)
    expect(line.size()).toBe(0)
  })

  it('lets a statement take half of all who ask, those counted that were answered just now', async () => {
    joinAll(...names(40))
    const first = await statement(0)
    expect(first.group).toEqual(names(20))
    first.end()
    const second = await statement(1)
    expect(second.group).toEqual(names(20, 20))
    second.end()
    await expect.poll(() => told).toHaveLength(40)
    expect(new Set(told).size).toBe(40)
  })

  it('has who comes meanwhile wait for the next', async () => {
    line.join('a')
    const first = await statement(0)
    joinAll('b', 'c')
    first.end()
    const second = await statement(1)
    expect(second.group).toEqual(['b', 'c'])
    second.end()
    await expect.poll(() => told).toEqual(['a', 'b', 'c'])
  })

  it('does not wait for one that takes long', async () => {
    line.join('slow')
    await statement(0)
    line.join('b')
    const second = await statement(1)
    expect(second.group).toEqual(['b'])
    // Comes while the second is under way, which is as quick as any.
    line.join('c')
    second.end()
    const third = await statement(2)
    expect(third.group).toEqual(['c'])
    third.end()
    await expect.poll(() => told).toEqual(['b', 'c'])
  })

  it('has no more under way than may be', async () => {
    line.join('slow')
    await statement(0)
    line.join('slow too')
    await statement(1)
    line.join('c')
    await sleep(60)
    expect(statements).toHaveLength(2)
    statements[0]?.end()
    expect((await statement(2)).group).toEqual(['c'])
  })
})
