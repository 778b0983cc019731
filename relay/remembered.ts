/**
 * Asks at most once in some time, and once at a time, however many want to know; also where asking fails.
 *
 * @param milliseconds - For how long an answer is given again.
 */
export function remembered<answer>(
  ask: () => Promise<answer>,
  milliseconds: number,
): () => Promise<answer> {
  let last: Promise<answer> | undefined
  let goodUntil = Number.POSITIVE_INFINITY
  return () => {
    if (last && performance.now() < goodUntil) return last
    goodUntil = Number.POSITIVE_INFINITY
    const asked = ask().finally(() => {
      goodUntil = performance.now() + milliseconds
    })
    last = asked
    return asked
  }
}
