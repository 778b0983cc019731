import { randomInt } from 'node:crypto'
import { say } from './say.ts'

export type Random = {
  /** Begins every sequence anew: the same seed, the same draws. */
  seed: number
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number
  pick<Item>(items: readonly Item[]): Item
  /** True once in so many times. */
  onceIn(times: number): boolean
}

/**
 * Draws that a number fixes: `TEST_SEED` of the environment, or one of chance, which is printed so that a run can be
 * played again.
 *
 * @param what - What is drawn, for the line printed.
 */
export function seededRandom(what: string): Random {
  const seed = Number(process.env.TEST_SEED || randomInt(2 ** 31))
  say(`${what}: TEST_SEED=${seed}`)
  return randomOf(seed)
}

/** mulberry32: small, and good enough to draw tests with. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    seed,
    below,
    pick: <Item>(items: readonly Item[]): Item => {
      if (items.length === 0) throw new Error('There is nothing to pick from.')
      return items[below(items.length)] as Item
    },
    onceIn: (times) => below(times) === 0,
  }
}
