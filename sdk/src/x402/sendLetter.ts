import type { LetterAddress } from './letterHeaders.ts'
import { toLetterHeaders } from './letterHeaders.ts'
import { passing } from './passing.ts'
import { requiredOf } from './required.ts'

export type SendLetterParameters = {
  /** Where the relay takes letters. */
  url: string | URL
  /** Whom it is for, and from. */
  address: LetterAddress
  /** The sealed letter. */
  bytes: Uint8Array
  /** Of the client's own. */
  headers?: Readonly<Record<string, string>> | undefined
  fetch?: typeof fetch | undefined
  signal?: AbortSignal | undefined
  /** How long the relay may take to see a payment, or to be reachable once it was paid; 60 s. */
  maxWaitSeconds?: number | undefined
}

/** Answers after which the same letter may be sent again: it is taken in once. */
const repeatable = new Set([409, 429, 502, 503, 504])

const longestPause = 5_000

/** Sends a letter once. */
async function sendLetter(
  parameters: SendLetterParameters,
  payment: Record<string, string>,
): Promise<Response> {
  const { url, address, bytes, signal, fetch: fetchLetter = fetch } = parameters
  return await fetchLetter(url, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: {
      'content-type': 'application/octet-stream',
      ...parameters.headers,
      ...toLetterHeaders(address),
      ...payment,
    },
    ...(signal && { signal }),
  })
}

/**
 * Sends a letter, again while the relay says that what speaks for it is too new to be seen.
 *
 * @param options.payment - Headers that name what was paid.
 * @param options.isPaid - Whether it is worth to go on although the relay cannot be reached, or is busy.
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
  for (;;) {
    const attempt = await sendLetter(parameters, payment).catch((error: unknown) => {
      signal?.throwIfAborted()
      if (!isPaid) throw error
      return { error }
    })
    const reason = reasonToRepeat(attempt, isPaid)
    const pause = 'error' in attempt ? 1_000 : pauseOf(attempt)
    if (reason === undefined || Date.now() + pause > until) {
      if ('error' in attempt) throw attempt.error
      return attempt
    }
    onWait?.(reason)
    if (!('error' in attempt)) await attempt.body?.cancel()
    await sleep(pause, signal)
  }
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

function pauseOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 1)
  return Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 1_000, longestPause)
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
