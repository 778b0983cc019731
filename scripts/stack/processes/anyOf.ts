/**
 * What happens first, again and again: each call waits for the next of several kinds of events. None is begun anew before it has
 * come, and none that comes between two calls is lost.
 *
 * @param sources - Each call of one waits for its next event.
 */
export function anyOf<T>(sources: readonly (() => Promise<T>)[]): () => Promise<T> {
  const pending = new Map<() => Promise<T>, Promise<T>>()
  return async () => {
    for (const source of sources) if (!pending.has(source)) pending.set(source, source())
    const events = [...pending].map(async ([source, event]) => ({ source, value: await event }))
    const { source, value } = await Promise.race(events)
    pending.delete(source)
    return value
  }
}
