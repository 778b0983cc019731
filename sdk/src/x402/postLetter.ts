import type { LetterAddress } from './letterHeaders.ts'
import { toLetterHeaders } from './letterHeaders.ts'
import { RelayAnswerError } from './RelayAnswerError.ts'
import { destinationOf, isRedirect } from './redirect.ts'

export type PostLetterParameters = {
  /** Where the relay takes letters. Redirects are not followed. */
  url: string | URL
  /** Whom it is for, and from. */
  address: LetterAddress
  /** The sealed letter. */
  bytes: Uint8Array
  /** Of the client's own. */
  headers?: Readonly<Record<string, string>> | undefined
  fetch?: typeof fetch | undefined
  signal?: AbortSignal | undefined
  /** How long the relay may take over one answer, from the letter's way to it until the last byte of the body; 120 s. */
  maxAnswerSeconds?: number | undefined
}

/**
 * Sends a letter once.
 *
 * @param payment - Headers that name what was paid.
 * @returns The answer as soon as it begins. Its body fails with a `RelayAnswerError` where the rest takes too long.
 * @throws {RelayAnswerError} The relay redirects, or takes too long.
 * @throws What `fetch` throws; the signal's reason.
 */
export async function postLetter(
  parameters: PostLetterParameters,
  payment: Record<string, string>,
): Promise<Response> {
  const { url, bytes, signal, fetch: fetchLetter = fetch, maxAnswerSeconds = 120 } = parameters
  const late = lateAfter(maxAnswerSeconds)
  try {
    const response = await fetchLetter(url, {
      method: 'POST',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: headersOf(parameters, payment),
      // A POST that is redirected may arrive as a GET, and what it pays with at another's.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    })
    if (isRedirect(response)) throw redirected(response, url)
    return response
  } catch (error) {
    late.throwIfAborted()
    throw error
  }
}

/** Goes on after an answer has begun: a body may come byte by byte, without end. Keeps no process from its end. */
function lateAfter(seconds: number): AbortSignal {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(tooSlow(seconds)), seconds * 1_000)
  // In browsers it is a number.
  ;(timer as { unref?: () => void }).unref?.()
  return late.signal
}

/** The letter's own come last, whatever the case in which the caller wrote one of them. */
function headersOf(
  { headers = {}, address }: PostLetterParameters,
  payment: Record<string, string>,
): Headers {
  const all = new Headers({ 'content-type': 'application/octet-stream' })
  for (const each of [headers, toLetterHeaders(address), payment])
    for (const [name, value] of Object.entries(each)) all.set(name, value)
  return all
}

function redirected(response: Response, url: string | URL): RelayAnswerError {
  const to = destinationOf(response, url)
  const sentence = `The relay sends the letter elsewhere${to}. That is not followed: give the \`url\` that takes letters.`
  return new RelayAnswerError('redirected', sentence)
}

function tooSlow(seconds: number): RelayAnswerError {
  const sentence = `The relay has not answered within ${seconds} s. Send the letter again.`
  return new RelayAnswerError('too_slow', sentence)
}
