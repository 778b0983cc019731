import { linkSignals } from '../api/linkSignals.ts'
import { SilenceError } from '../api/readChunks.ts'
import { relaySilent } from './askRelay.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import { letterMessages } from './letterMessages.ts'
import type { RelaySession } from './RelaySession.ts'
import type { ReadLettersParameters } from './readLetters.ts'

/** What a relay writes as a comment once all letters are out that waited. */
export const allThatWaited = 'all that waited'

/** Milliseconds without a letter after which none is waiting, at a relay that does not say so. */
const usualIdleMs = 3_000

/** The letters that wait now. @throws {RelayAnswerError} Also where the relay ends too early. @throws The signal's reason. */
export async function* waitingLetters(
  session: RelaySession,
  { after, idleMs, signal: given, ...call }: ReadLettersParameters,
): AsyncGenerator<DeliveredLetter, void, undefined> {
  const { signal, unlink } = linkSignals(given)
  const silenceMs = idleMs ?? usualIdleMs
  let lastAt = Date.now()
  try {
    for await (const message of letterMessages(session, { ...call, after, signal, silenceMs })) {
      signal.throwIfAborted()
      if (message.kind === 'letter') {
        yield message.letter
        lastAt = Date.now()
      }
      if (message.kind !== 'comment') continue
      if (idleMs === undefined && message.comment === allThatWaited) return
      // Whoever writes only that it is there has nothing else to say.
      if (Date.now() - lastAt >= silenceMs) return
    }
  } catch (error) {
    if ((error as Error | undefined)?.cause instanceof SilenceError) return
    throw error
  } finally {
    unlink()
  }
  throw relaySilent(session.url, 'it ended the stream before all that waited was out')
}
