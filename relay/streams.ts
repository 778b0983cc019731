/** The streams of letters that are open: one of each session, or whoever has one could have any number of letters held in memory. */
export type Streams = {
  /**
   * Notes that a session has a new stream, in the place of its older one.
   *
   * @param signal - Aborts when the new one is over.
   * @returns Aborts when a newer one takes its place.
   */
  begin(sessionId: string, signal: AbortSignal): AbortSignal
}

export function createStreams(): Streams {
  const newest = new Map<string, AbortController>()
  return {
    begin(sessionId, signal) {
      const replaced = new AbortController()
      newest.get(sessionId)?.abort()
      newest.set(sessionId, replaced)
      const forget = () => {
        if (newest.get(sessionId) === replaced) newest.delete(sessionId)
      }
      signal.addEventListener('abort', forget, { once: true })
      return replaced.signal
    },
  }
}
