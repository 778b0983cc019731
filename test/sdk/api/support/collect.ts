import { expect } from 'vitest'

/** What an iteration has given so far, read in the background. */
export type Collected<T> = {
  all: T[]
  /** Waits until there are as many, and gives them. */
  first(count: number): Promise<T[]>
  /** Settles as the iteration does. */
  ended: Promise<void>
}

export function collect<T>(entries: AsyncIterable<T>): Collected<T> {
  const all: T[] = []
  const ended = (async () => {
    for await (const entry of entries) all.push(entry)
  })()
  ended.catch(() => {})
  return {
    all,
    ended,
    async first(count) {
      await expect
        .poll(() => all.length, { timeout: 15_000, interval: 10 })
        .toBeGreaterThanOrEqual(count)
      return all.slice(0, count)
    },
  }
}
