import type { Reconnect } from '../api/createReconnect.ts'
import { createReconnect } from '../api/createReconnect.ts'
import { linkSignals } from '../api/linkSignals.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import type { LetterMessage } from './letterMessages.ts'
import { letterMessages } from './letterMessages.ts'
import type { RelaySession } from './RelaySession.ts'
import type { ReadLettersParameters } from './readLetters.ts'
import { allThatWaited } from './waitingLetters.ts'

/** The letters that wait, and then each that comes, across breaks of the connection and ends of the session. */
export async function* followLetters(
  first: RelaySession,
  { after, signal: given, renew, onBreak, silenceMs = 45_000, ...call }: ReadLettersParameters,
): AsyncGenerator<DeliveredLetter, void, undefined> {
  const { signal, unlink } = linkSignals(given)
  const lasting = (failure: unknown) => (mayPass(failure, renew) ? undefined : failure)
  const reconnect = createReconnect({ signal, onBreak, lasting })
  let session = first
  let isOver = false
  let last = after
  try {
    while (!signal.aborted) {
      let failure: unknown
      try {
        if (isOver && renew) session = await renew()
        isOver = false
        const parameters = { ...call, after: last, signal, silenceMs }
        for await (const message of letterMessages(session, parameters)) {
          if (signal.aborted) return
          heed(message, reconnect)
          if (message.kind !== 'letter') continue
          yield message.letter
          last = message.letter.letterId
        }
      } catch (error) {
        failure = error
      }
      isOver ||= isSessionOver(failure)
      await reconnect.wait(failure)
    }
  } finally {
    unlink()
  }
}

/** Goes by what is told of the stream itself. */
function heed(message: LetterMessage, reconnect: Reconnect): void {
  if (message.kind === 'retry') reconnect.pauseIs(message.retry)
  // A relay that breaks as soon as it has begun is none that is there again.
  else if (message.kind === 'letter' || message.comment !== allThatWaited) reconnect.isAlive()
}

function isSessionOver(failure: unknown): boolean {
  return failure instanceof RelayAnswerError && failure.code === 'no_session'
}

/** Whether it may be over when one tries again. */
function mayPass(failure: unknown, renew: ReadLettersParameters['renew']): boolean {
  if (!(failure instanceof RelayAnswerError)) return false
  const { reason, status = 0 } = failure
  if (reason === 'unreachable' || reason === 'too_slow') return true
  if (isSessionOver(failure)) return renew !== undefined
  return reason === 'refused' && (status >= 500 || status === 408 || status === 429)
}
