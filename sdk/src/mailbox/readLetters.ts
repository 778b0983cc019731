import type { FeedBreak } from '../api/watchEvents.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { RelayCallOptions } from './askRelay.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import { isLetterId } from './DeliveredLetter.ts'
import { followLetters } from './followLetters.ts'
import type { RelaySession } from './RelaySession.ts'
import { waitingLetters } from './waitingLetters.ts'

export type ReadLettersParameters = RelayCallOptions & {
  /** Id of the last letter that is known; unless told, all come that were not acknowledged. */
  after?: string | undefined
  /** Whether to go on with each letter that comes, for as long as it takes; else only those that wait now. */
  follow?: boolean | undefined
  /** Ends it: `follow` just ends, else the signal's reason is thrown, as not all that waits has come. */
  signal?: AbortSignal | undefined
  /**
   * Without `follow`: ends when no letter came for so many milliseconds; one that has begun may take as long again. Unless told, it ends
   * once the relay says that all is out that waited, or after 3,000 where the relay says no such thing, and a letter may take 300,000.
   */
  idleMs?: number | undefined
  /** With `follow`: opens another session when this one is over, in an hour; unless given, `no_session` is thrown then. */
  renew?: (() => Promise<RelaySession>) | undefined
  /** With `follow`: called whenever the connection is gone, before it is tried again. */
  onBreak?: ((event: FeedBreak) => void) | undefined
  /** With `follow`: milliseconds without a sign of life, which relays give every 15 s, until the connection counts as gone; 45,000. */
  silenceMs?: number | undefined
}

/**
 * The letters of an inbox, as one relay hands them over, each with its hash checked: those that wait now, or with `follow` also each that
 * comes, across breaks of the connection, which it mends by itself.
 *
 * Each letter comes again with the next call until it is acknowledged, and may come by other relays, too: tell letters apart by their
 * hash. One reader at a time for each session: a relay ends the older stream (`stream_replaced`).
 *
 * @throws {InvalidParameterError} `after` is no id of a letter.
 * @throws {RelayAnswerError} The relay does not answer, refuses (`no_session`: it is over), or sends what is no letter.
 *
 * @example
 * for await (const letter of readLetters(session)) {
 *   const content = await openLetter({ chainId, inboxId, key, sealed: letter.sealed })
 *   show(letter.sender, textOfContent(content))
 *   await acknowledgeLetter(session, letter.letterId)
 * }
 */
export async function* readLetters(
  session: RelaySession,
  parameters: ReadLettersParameters = {},
): AsyncGenerator<DeliveredLetter, void, undefined> {
  const { after, follow = false } = parameters
  if (after !== undefined && !isLetterId(after))
    throw new InvalidParameterError('after', '`after` is the id that a letter came with.')
  yield* follow ? followLetters(session, parameters) : waitingLetters(session, parameters)
}
