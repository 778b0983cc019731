/** Those who wait for a statement, and share the next. */
export type Line<T> = {
  /** Adds one at the end. */
  join(one: T): void
  /** How many wait. */
  size(): number
}

type LineParameters<T> = {
  /** Statements under way at once. */
  mostAtOnce: number
  /** Takes those who are next from the beginning of the line, `most` at most, and whoever is not to wait any longer. */
  take: (waiting: T[], most: number) => T[]
  /** Runs a statement about these; never fails. @returns What tells them. */
  run: (group: readonly T[]) => Promise<() => void>
}

/** How many share a statement in any case, where as many wait. */
const leastShare = 16

/** Milliseconds after which the next statement does not wait for the ones before any longer. */
const overtakes = 15

/** By how many milliseconds a timer may be early. */
const early = 5

/**
 * A line whose statements come one after the other, unless one takes unusually long: while one is under way, who comes waits. The next
 * takes half of all who ask, so that the database reads for some while this process answers the others; alone, one waits for nothing.
 */
export function createLine<T>({ mostAtOnce, take, run }: LineParameters<T>): Line<T> {
  const waiting: T[] = []
  const underWay = new Set<{ since: number }>()
  let isCalled = false

  return {
    join(one) {
      waiting.push(one)
      callNext()
    },
    size: () => waiting.length,
  }

  /** Calls those who wait, once all that came in this turn of the event loop are in line. */
  function callNext(): void {
    if (isCalled || !hasRoom()) return
    isCalled = true
    setImmediate(() => {
      isCalled = false
      startNext(0)
    })
  }

  function hasRoom(): boolean {
    if (underWay.size >= mostAtOnce) return false
    const now = performance.now()
    return [...underWay].every(({ since }) => now - since >= overtakes)
  }

  /** @param answered - How many a statement that is over just now was about. */
  function startNext(answered: number): void {
    if (waiting.length === 0 || !hasRoom()) return
    const half = Math.ceil((waiting.length + answered) / 2)
    const group = take(waiting, Math.max(half, leastShare))
    if (group.length === 0) return
    const statement = { since: performance.now() }
    underWay.add(statement)
    const overtaking = setTimeout(() => startNext(0), overtakes + early)
    void run(group).then((tell) => {
      clearTimeout(overtaking)
      underWay.delete(statement)
      startNext(group.length)
      // Once that is sent: to answer all who waited takes this process about as long as the next statement takes the database.
      setImmediate(tell)
    })
  }
}
