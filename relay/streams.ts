/** Most streams of one inbox: a person's devices, and some that were left. */
const ofOneInbox = 8

/** Why a stream ends that has to make room, as its recipient is told; null: it may just come again. */
export type StreamProblem = { code: string; detail: string } | null

/** The streams of letters that are open: each may have a letter in memory, whoever reads it or not. */
export type Streams = {
  /**
   * Notes that a session has a new stream, in the place of its older one, and of others where there are too many.
   *
   * @param over - Aborts when the new one is over.
   * @returns Aborts when it has to make room, with a `StreamProblem`. Undefined: too many, of the inbox or in all, are still about to end.
   */
  begin(session: { sessionId: string; inboxId: string }, over: AbortSignal): AbortSignal | undefined
}

type Stream = { sessionId: string; inboxId: string; place: AbortController }

const replaced: StreamProblem = {
  code: 'stream_replaced',
  detail: 'The letters of this session go to a newer stream: each session has one.',
}

const tooMany: StreamProblem = {
  code: 'too_many_streams',
  detail: `The inbox has newer streams: ${ofOneInbox} at a time, one for each session.`,
}

/** @param most - Streams of all inboxes. */
export function createStreams(most: number): Streams {
  // In the order in which they began, until they are over: one that has to end has its letter until then.
  const streams = new Set<Stream>()
  const going = () => [...streams].filter(({ place }) => !place.signal.aborted)
  return {
    begin({ sessionId, inboxId }, over) {
      const ofInbox = [...streams].filter((each) => each.inboxId === inboxId)
      if (ofInbox.length >= 2 * ofOneInbox || streams.size >= 2 * most) return undefined
      for (const each of ofInbox) if (each.sessionId === sessionId) each.place.abort(replaced)
      const stream = { sessionId, inboxId, place: new AbortController() }
      streams.add(stream)
      over.addEventListener('abort', () => streams.delete(stream), { once: true })
      const own = going().filter((each) => each.inboxId === inboxId)
      if (own.length > ofOneInbox) own[0]?.place.abort(tooMany)
      const all = going()
      if (all.length > most) oldestOfMost(all)?.place.abort(null)
      return stream.place.signal
    },
  }
}

/** The oldest stream of the inbox that has the most: whoever crowds makes room first. */
function oldestOfMost(streams: readonly Stream[]): Stream | undefined {
  const counts = new Map<string, number>()
  for (const { inboxId } of streams) counts.set(inboxId, (counts.get(inboxId) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return streams.find(({ inboxId }) => counts.get(inboxId) === most)
}
