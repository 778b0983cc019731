/** Milliseconds of such work in a row, before whatever else waits is let in. */
const sliceLength = 5

let last: Promise<unknown> = Promise.resolve()
let sliceStart = 0

/**
 * Does work that takes the processor for long, such as checking a signature, in its turn: one piece after the other, and
 * after a few milliseconds of them the event loop first does what else there is. Who has many pieces asks for the next turn when
 * the one before is done, so that callers alternate.
 *
 * @param work - Of a millisecond or two at most.
 * @throws What `work` throws.
 */
export function takeTurn<T>(work: () => T): Promise<T> {
  const turn = last.then(async () => {
    if (performance.now() - sliceStart >= sliceLength) {
      await new Promise((resolve) => setImmediate(resolve))
      sliceStart = performance.now()
    }
    return work()
  })
  last = turn.catch(() => {})
  return turn
}
