import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { relayRefusal, relaySilent } from './askRelay.ts'
import type { DeliveredLetter } from './deliveredLetter.ts'
import { deliveredLetter } from './deliveredLetter.ts'

export type TakeLettersParameters = {
  url: string
  /** Of a session. */
  token: string
  /** Id of the last letter that is known. */
  after?: string | undefined
  /** Milliseconds without a letter after which none is waiting any more; undefined: go on. */
  idleMs?: number | undefined
}

/** Milliseconds without a sign of life, which relays give every 15 s, after which the connection counts as gone. */
const silence = 45_000

/** Characters of the longest event that is read: a letter of 1 MiB in base64, and as much again. */
const longestEvent = 3 << 20

/**
 * Letters of an inbox as its relay hands them over: those that wait, and then each that comes. Ends when none came for a while; without
 * such a time when the relay ends it.
 *
 * @throws {CliError} The relay refuses, falls silent, or sends what is no letter.
 */
export async function* takeLetters(
  parameters: TakeLettersParameters,
): AsyncGenerator<DeliveredLetter, void, undefined> {
  const { url, idleMs } = parameters
  const abort = new AbortController()
  try {
    for await (const event of eventsOf(parameters, abort.signal)) {
      const data = dataOf(event)
      // What relays say only to show that they are there: none is waiting.
      if (data === undefined && idleMs !== undefined) return
      if (data === undefined) continue
      const letter = deliveredLetter(data)
      if (!letter) throw notALetter(url)
      yield letter
    }
  } finally {
    abort.abort()
  }
}

/** Server-sent events, as their lines. Ends with the stream, and when none came for a while. */
async function* eventsOf(
  parameters: TakeLettersParameters,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const { url, idleMs } = parameters
  const reader = (await openStream(parameters, signal)).getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const read = await within(idleMs ?? silence, reader.read().catch(broken(url)))
    if (!read && idleMs === undefined) throw relaySilent(url, new Error('it fell silent'))
    if (!read) return
    if (read.done && idleMs !== undefined) throw relaySilent(url, new Error('it ended the stream'))
    if (read.done) return
    text += decoder.decode(read.value, { stream: true })
    if (text.length > longestEvent) throw notALetter(url)
    const events = text.split(/\r?\n\r?\n/)
    text = events.pop() ?? ''
    yield* events
  }
}

async function openStream(
  { url, token, after }: TakeLettersParameters,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(after !== undefined && { 'last-event-id': after }),
  }
  const asked = fetch(`${url}/letters`, { headers, signal, redirect: 'error' }).catch(broken(url))
  const response = await within(silence, asked)
  if (!response) throw relaySilent(url, new Error('it took too long'))
  if (!response.ok || !response.body) throw await relayRefusal(url, response)
  return response.body
}

function broken(url: string) {
  return (cause: unknown): never => {
    throw relaySilent(url, cause)
  }
}

/** The data of an event; undefined for a comment. */
function dataOf(event: string): string | undefined {
  const lines = event.split(/\r?\n/).flatMap((line) => /^data: ?(.*)$/.exec(line)?.[1] ?? [])
  return lines.length === 0 ? undefined : lines.join('\n')
}

/** Undefined: not within the time. */
async function within<value>(ms: number, promise: Promise<value>): Promise<value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function notALetter(url: string): CliError {
  return new CliError(`What the relay at ${url} sends is no letter.`, {
    exitCode: exitCodes.untrusted,
  })
}
