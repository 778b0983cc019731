/**
 * Does work on each item, so many at a time, and begins nothing more once one has failed.
 *
 * @param items - Taken in order.
 * @param atOnce - How many are under way at a time, from 1 on.
 * @param work - May throw: then all that is under way is awaited first.
 * @returns What came of each, in order of the items.
 * @throws What the first work to fail has thrown.
 *
 * @example
 * const answers = await inParallel(inboxIds, 8, (inboxId) => api.getInbox({ inboxId }))
 */
export async function inParallel<item, result>(
  items: readonly item[],
  atOnce: number,
  work: (item: item) => Promise<result>,
): Promise<result[]> {
  const results: result[] = []
  const failures: unknown[] = []
  const rest = items.entries()
  const worker = async () => {
    for (const [index, item] of rest) {
      if (failures.length > 0) return
      try {
        results[index] = await work(item)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}
