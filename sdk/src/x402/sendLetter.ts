import { retryAfterOf } from '../api/retryAfterOf.ts'
import { discard } from './discard.ts'
import { passing } from './passing.ts'
import type { PostLetterParameters } from './postLetter.ts'
import { postLetter } from './postLetter.ts'
import { RelayAnswerError } from './RelayAnswerError.ts'
import { requiredOf } from './required.ts'

export type SendLetterParameters = PostLetterParameters & {
  /** How long the relay may take to see a payment, or to be reachable once it was paid; 60 s. */
  maxWaitSeconds?: number | undefined
}

/** Answers after which the same letter may be sent again: it is taken in once. */
const repeatable = new Set([409, 429, 502, 503, 504])

/** Milliseconds. Whatever a relay asks, the pauses grow: each time the whole letter goes out again. */
const firstPause = 50
const longestPause = 5_000

/**
 * Sends a letter, again while the relay says that what speaks for it is too new to be seen.
 *
 * @param options.payment - Headers that name what was paid.
 * @param options.isPaid - Whether it is worth to go on although the relay cannot be reached, or is busy.
 * @throws {RelayAnswerError} The relay redirects, or takes too long.
 * @throws What `fetch` throws; the signal's reason.
 */
export async function sendUntilSeen(
  parameters: SendLetterParameters,
  options: {
    payment?: Record<string, string> | undefined
    isPaid?: boolean | undefined
    onWait?: ((reason: string) => void) | undefined
  } = {},
): Promise<Response> {
  const { signal, maxWaitSeconds = 60 } = parameters
  const { payment = {}, isPaid = false, onWait } = options
  const until = Date.now() + maxWaitSeconds * 1_000
  for (let least = firstPause; ; least = Math.min(2 * least, longestPause)) {
    const attempt = await postLetter(parameters, payment).catch((error: unknown) => {
      signal?.throwIfAborted()
      if (!isPaid || isRedirected(error)) throw error
      return { error }
    })
    const reason = reasonToRepeat(attempt, isPaid)
    const pause = Math.max('error' in attempt ? 1_000 : pauseOf(attempt), least)
    if (reason === undefined || Date.now() + pause > until) {
      if ('error' in attempt) throw attempt.error
      return attempt
    }
    onWait?.(reason)
    if (!('error' in attempt)) await discard(attempt)
    await sleep(pause, signal)
  }
}

function isRedirected(error: unknown): boolean {
  return error instanceof RelayAnswerError && error.reason === 'redirected'
}

function reasonToRepeat(
  attempt: Response | { error: unknown },
  isPaid: boolean,
): string | undefined {
  if ('error' in attempt) return 'unreachable'
  if (attempt.status === 402) {
    const { error } = requiredOf(attempt)
    return error !== undefined && passing.has(error) ? error : undefined
  }
  return isPaid && repeatable.has(attempt.status) ? `status_${attempt.status}` : undefined
}

/** Milliseconds: a second where the relay says nothing, or 0. */
function pauseOf(response: Response): number {
  return Math.min((retryAfterOf(response) || 1) * 1_000, longestPause)
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
