import { linkSignals } from '../api/linkSignals.ts'
import { orAbort } from '../api/orAbort.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import { destinationOf, isRedirect } from '../x402/redirect.ts'
import { relayRefusal } from './relayRefusal.ts'

/** How a relay is asked. */
export type RelayCallOptions = {
  /** In the place of the platform's. */
  fetch?: typeof fetch | undefined
  signal?: AbortSignal | undefined
  /** How long the relay may take over an answer, or to begin one that goes on; 15 s. */
  maxAnswerSeconds?: number | undefined
}

export type AskRelayParameters<answer> = RelayCallOptions & {
  /** Of the relay, without a slash at its end. */
  url: string
  path: string
  init: RequestInit
  /** Makes of an answer of success what is wanted, within the same time. */
  read: (response: Response) => answer | Promise<answer>
}

/** Where the errors of this folder send whoever wants to know more. */
export const docsPath = 'docs/relay.md'

/**
 * Asks a relay something. Redirects are not followed: a token is for this relay and no other.
 *
 * @throws {RelayAnswerError} It does not answer, redirects, or refuses.
 * @throws The signal's reason.
 */
export async function askRelay<answer>(parameters: AskRelayParameters<answer>): Promise<answer> {
  const { url, path, init, read, fetch: ask = fetch, signal, maxAnswerSeconds = 15 } = parameters
  signal?.throwIfAborted()
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(relayTooSlow(url, `has not answered within ${maxAnswerSeconds} s`)),
    maxAnswerSeconds * 1_000,
  )
  const linked = linkSignals(signal, late.signal)
  const answered = async () => {
    const response = await ask(`${url}${path}`, {
      ...{ ...init, redirect: 'manual', credentials: 'omit', cache: 'no-store' },
      signal: linked.signal,
    })
    if (isRedirect(response)) throw redirected(url, response)
    if (!response.ok) throw await relayRefusal(url, response)
    return await read(response)
  }
  try {
    return await orAbort(answered(), linked.signal)
  } catch (error) {
    linked.signal.throwIfAborted()
    throw error instanceof PennypostError ? error : relaySilent(url, error)
  } finally {
    clearTimeout(timer)
    linked.unlink()
  }
}

/** That a relay takes too long. @param what - Such as `has fallen silent`. */
export function relayTooSlow(url: string, what: string, cause?: unknown): RelayAnswerError {
  return new RelayAnswerError('too_slow', `The relay at ${url} ${what}.`, { docsPath, cause })
}

/** That a relay is not there, or the connection to it broke. */
export function relaySilent(url: string, cause: unknown): RelayAnswerError {
  const { message = cause, cause: inner } = (cause ?? {}) as Error
  const { code } = (inner ?? {}) as { code?: unknown }
  const why = typeof code === 'string' ? code : String(message)
  const sentence = `The relay at ${url} did not answer: ${why}.`
  return new RelayAnswerError('unreachable', sentence, { docsPath, cause })
}

/** That what answers does not answer as relays do. */
export function notARelay(url: string, what: string): RelayAnswerError {
  const sentence = `What ${url} answers is none of a relay's: ${what}. Is it one?`
  return new RelayAnswerError('not_a_relay', sentence, { docsPath })
}

function redirected(url: string, response: Response): RelayAnswerError {
  const to = destinationOf(response, url)
  const sentence = `The relay at ${url} sends elsewhere${to}. That is not followed: give the \`url\` where it is.`
  return new RelayAnswerError('redirected', sentence, { docsPath })
}
