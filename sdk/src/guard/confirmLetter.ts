import { GuardRefusal } from './GuardRefusal.ts'
import type { Header, PendingLetter } from './guardResult.ts'

/**
 * Confirms a letter that a handler has kept. Does not throw.
 *
 * @returns The header with its receipt; or what to answer instead of the handler's answer, where the letter could not be noted down, or the
 * store refused it by a `GuardRefusal`.
 */
export async function confirmLetter(
  pending: PendingLetter,
): Promise<
  { header: Header; refusal?: undefined } | { header?: undefined; refusal: GuardRefusal }
> {
  try {
    return { header: await pending.confirm() }
  } catch (cause) {
    await pending.abandon()
    if (cause instanceof GuardRefusal) return { refusal: cause }
    const detail = 'The letter could not be noted down. Send it again.'
    return {
      refusal: new GuardRefusal(503, 'not_kept', detail, { retryAfterSeconds: 2, cause }),
    }
  }
}
