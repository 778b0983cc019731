/**
 * Does work on each item, so many at a time, and begins nothing more once one has failed.
 *
 * @param work - May throw: then all that is under way is awaited first.
 * @returns What came of each, in order of the items.
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
