import { describe, expect, it } from 'vitest'
import { anyOf } from '../../scripts/stack/processes/anyOf.ts'

/** Events that a test lets happen. */
function source() {
  const waiting: ((value: string) => void)[] = []
  const wait = () => new Promise<string>((resolve) => void waiting.push(resolve))
  return { wait, waiting, happen: (value: string) => waiting.at(-1)?.(value) }
}

describe('anyOf', () => {
  it('tells what happens first, and then the rest, without waiting for anything twice', async () => {
    const [a, b] = [source(), source()]
    const next = anyOf([a.wait, b.wait])
    const first = next()
    b.happen('b1')
    expect(await first).toBe('b1')
    const second = next()
    expect([a.waiting.length, b.waiting.length]).toEqual([1, 2])
    a.happen('a1')
    b.happen('b2')
    expect([await second, await next()].sort()).toEqual(['a1', 'b2'])
    expect([a.waiting.length, b.waiting.length]).toEqual([2, 2])
  })

  it('loses nothing that happens between two calls', async () => {
    const [a, b] = [source(), source()]
    const next = anyOf([a.wait, b.wait])
    const first = next()
    a.happen('a1')
    expect(await first).toBe('a1')
    b.happen('b1')
    expect(await next()).toBe('b1')
  })
})
