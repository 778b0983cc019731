import type { Caip2 } from '../../../protocol/caip2.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'
import type { ApiClient, ApiSchemas, ChainOptional } from './ApiClient.ts'
import type { FeedPosition } from './createFeedPosition.ts'
import { createFeedPosition } from './createFeedPosition.ts'
import type { Reconnect } from './createReconnect.ts'
import { createReconnect } from './createReconnect.ts'
import { lastingFailure } from './lastingFailure.ts'
import { linkSignals } from './linkSignals.ts'
import type { StreamMessage } from './readMessages.ts'
import { readMessages } from './readMessages.ts'
import { toFeedEntry } from './toFeedEntry.ts'
import { toFeedStatus } from './toFeedStatus.ts'

/** One change of a chain, or that one was taken back. */
export type FeedEntry = ApiSchemas['FeedEntry']

/** Whether the API can tell of a chain. While it cannot, no entries come. */
export type FeedStatus = {
  readonly chain: string
  readonly fit: boolean
  /** Why it cannot: the code of a problem, such as `index_stale`. */
  readonly code?: string | undefined
  /** The same in words. */
  readonly because?: string | undefined
}

/** That the connection is gone, and when it is tried again. */
export type FeedBreak = {
  /** What went wrong; undefined: the API ended the stream, as it does when it restarts. */
  readonly error: unknown
  /** Milliseconds until the next attempt. */
  readonly retryInMs: number
}

type Filter = {
  readonly chain: Caip2
  /** Types of entries, such as `stamp.posted` or `stamp.*`; all unless told. Retractions come with what they retract. */
  readonly type?: string | readonly string[] | undefined
  /** Only what is about this inbox. */
  readonly inboxId?: `0x${string}` | undefined
  /** Only what is about this relay. */
  readonly relay?: `0x${string}` | undefined
}

export type WatchEventsParameters<chain extends Caip2 | undefined = undefined> = ChainOptional<
  Filter,
  chain
> & {
  /** Id of the last entry that is known, or the position of a snapshot; from now on unless told. */
  from?: string | undefined
  /** Ends the iteration. */
  signal?: AbortSignal | undefined
  /** Called with anything that comes over the stream, were it only that it is open or still there, before that is given. */
  onAlive?: (() => void) | undefined
  /**
   * Called with how far the feed has come, where nothing in it was for you: when the stream is open, and every 15 s of silence, once all entries
   * before are dealt with. Keep the last of these and of the entries' ids, and a rare event does not make you go on from too far back.
   */
  onPosition?: ((id: string) => void | Promise<void>) | undefined
  /** Called when the chain becomes unfit, and when it is fit again. */
  onStatus?: ((status: FeedStatus) => void) | undefined
  /** Called whenever the connection is gone, before it is tried again. */
  onBreak?: ((event: FeedBreak) => void) | undefined
  /** Milliseconds without a sign of life, which the API gives every 15 s, until the connection counts as gone; 45,000 unless told. */
  silenceMs?: number | undefined
}

/**
 * Every change of a chain, in order, none left out and none twice, also across breaks of the connection, which it mends by itself for as
 * long as it takes. What a reorg undoes comes as an entry of the type `retracted` that names the other in `retracts`.
 *
 * Ends when the signal aborts. To go on later, keep the `id` of the last entry that you have dealt with, or what `onPosition` told since.
 *
 * @throws {CursorExpiredError} The feed does not reach back to where this had come: read a snapshot.
 * @throws {ApiProblemError} The request is wrong, such as `invalid_request`, `unknown_chain`, `invalid_api_key`.
 * @throws {ApiAnswerError} There is no API at the url, or what it tells is no entry of the feed.
 * @throws What `onPosition` throws.
 *
 * @example
 * for await (const entry of watchEvents(api, { type: 'stamp.*', inboxId, signal })) {
 *   if (entry.type === 'retracted') undo(entry.retracts)
 *   else apply(entry)
 * }
 */
export async function* watchEvents<chain extends Caip2 | undefined>(
  api: ApiClient<chain>,
  parameters: WatchEventsParameters<chain>,
): AsyncGenerator<FeedEntry, void, undefined> {
  const { onAlive, onPosition, onStatus, onBreak, silenceMs = 45_000, ...given } = parameters
  const { chain = api.chain, type, inboxId, relay } = given as Partial<Filter>
  if (chain === undefined) throw new ApiParameterError('chain', 'is missing')
  const position = createFeedPosition(parameters.from)
  const { signal, unlink } = linkSignals(parameters.signal, api.signal)
  const reconnect = createReconnect({
    ...{ signal, onBreak },
    lasting: (failure) => lastingFailure(api.url, failure, position.last()),
  })
  const getEvents = api.getEvents as ApiClient['getEvents']
  const open = async () => {
    const filter = { chain, type, inboxId, relay, lastEventId: position.last() }
    return await getEvents(filter, { signal, retries: 0 })
  }
  try {
    while (!signal.aborted) {
      let failure: unknown
      for await (const message of readMessages(open, {
        signal,
        silenceMs,
        onChunk: () => onAlive?.(),
      })) {
        if (signal.aborted) return
        if (message.kind === 'break') failure = message.error
        heed(message, reconnect, position)
        if (message.kind === 'position') await onPosition?.(message.id)
        const entry = entryOf(message, chain, onStatus)
        if (!entry || !position.isNew(entry.id)) continue
        yield entry
        position.pass(entry.id)
      }
      await reconnect.wait(failure)
    }
  } finally {
    unlink()
  }
}

/** Goes by what is told of the stream itself. */
function heed(message: StreamMessage, reconnect: Reconnect, position: FeedPosition): void {
  if (message.kind !== 'break' && message.kind !== 'comment') reconnect.isAlive()
  if (message.kind === 'retry') reconnect.pauseIs(message.retry)
  if (message.kind === 'position') position.pass(message.id)
}

/** The entry that a message tells, if it is one. */
function entryOf(
  message: StreamMessage,
  chain: Caip2,
  onStatus: ((status: FeedStatus) => void) | undefined,
): FeedEntry | undefined {
  if (message.kind !== 'event') return undefined
  if (message.event === 'status') onStatus?.(toFeedStatus(message.data))
  return message.event === 'message' ? toFeedEntry(message, chain) : undefined
}
