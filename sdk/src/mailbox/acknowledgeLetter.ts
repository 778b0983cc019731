import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { discard } from '../x402/discard.ts'
import type { RelayCallOptions } from './askRelay.ts'
import { askRelay } from './askRelay.ts'
import { isLetterId } from './DeliveredLetter.ts'
import type { RelaySession } from './RelaySession.ts'

/**
 * Tells a relay that the recipient has a letter: it throws the letter away, and does not hand it over again. May be called again.
 *
 * Do it once the letter is safe, such as shown or written: nobody else has its bytes.
 *
 * @param letterId - As the letter came with.
 * @throws {InvalidParameterError} The id is none; the relay was not asked.
 * @throws {RelayAnswerError} It does not answer, or refuses: `no_session`, `letter_not_found`.
 *
 * @example
 * await acknowledgeLetter(session, letter.letterId)
 */
export async function acknowledgeLetter(
  { url, token }: RelaySession,
  letterId: string,
  options: RelayCallOptions = {},
): Promise<void> {
  if (!isLetterId(letterId))
    throw new InvalidParameterError('letterId', '`letterId` is the id that a letter came with.')
  const init = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } }
  await askRelay({ ...options, url, path: `/letters/${letterId}`, init, read: discard })
}
