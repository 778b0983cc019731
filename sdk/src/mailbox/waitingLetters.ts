import { linkSignals } from '../api/linkSignals.ts'
import { SilenceError } from '../api/readChunks.ts'
import { relaySilent, relayTooSlow } from './askRelay.ts'
import { createLetterClock } from './createLetterClock.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import { letterMessages } from './letterMessages.ts'
import type { RelaySession } from './RelaySession.ts'
import type { ReadLettersParameters } from './readLetters.ts'

/** What a relay writes as a comment once all letters are out that waited. */
export const allThatWaited = 'all that waited'

/** Milliseconds without a letter after which none is waiting, at a relay that does not say so. */
const usualIdleMs = 3_000

/** Milliseconds that a letter may take from its beginning on, unless told: for the longest one, a line of 0.6 Mbit/s does. */
const usualWholeMs = 300_000

/** Milliseconds of the longest timer. */
const longestTimer = 2 ** 31 - 1

/**
 * The letters that wait now.
 *
 * @throws {RelayAnswerError} Also where the relay ends too early, and `too_slow` where it has begun a letter and does not end it.
 * @throws The signal's reason.
 */
export async function* waitingLetters(
  session: RelaySession,
  { after, idleMs: told, signal: given, ...call }: ReadLettersParameters,
): AsyncGenerator<DeliveredLetter, void, undefined> {
  const { signal, unlink } = linkSignals(given)
  const idleMs = Math.min(told ?? usualIdleMs, longestTimer)
  const wholeMs = told === undefined ? usualWholeMs : idleMs
  const { onChunk, isDealtWith, isAmid } = createLetterClock({ idleMs, wholeMs })
  const silenceMs = () => (isAmid() ? wholeMs : idleMs)
  const parameters = { ...call, after, signal, silenceMs, onChunk }
  try {
    for await (const message of letterMessages(session, parameters)) {
      signal.throwIfAborted()
      if (message.kind === 'letter') {
        yield message.letter
        isDealtWith()
      }
      const isAllOut = message.kind === 'comment' && message.comment === allThatWaited
      if (isAllOut && told === undefined) return
    }
  } catch (error) {
    const { cause } = (error ?? {}) as Error
    if (!(cause instanceof SilenceError)) throw error
    if (isAmid()) throw unfinished(session, cause)
    return
  } finally {
    unlink()
  }
  throw relaySilent(session.url, 'it ended the stream before all that waited was out')
}

function unfinished({ url }: RelaySession, cause: SilenceError) {
  const what =
    'has begun a letter, and not brought all of it in time. Is the line slow? Then wait for longer'
  return relayTooSlow(url, what, cause)
}
