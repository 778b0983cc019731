import { parsedFields } from '../api/parsedFields.ts'
import { SilenceError } from '../api/readChunks.ts'
import { LongLineError } from '../api/readLines.ts'
import type { StreamMessage } from '../api/readMessages.ts'
import { readMessages } from '../api/readMessages.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import type { RelayCallOptions } from './askRelay.ts'
import { askRelay, docsPath, notARelay, relaySilent, relayTooSlow } from './askRelay.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import type { RelaySession } from './RelaySession.ts'
import { refusalBy } from './relayRefusal.ts'
import { toDeliveredLetter } from './toDeliveredLetter.ts'

/** What a relay's stream of letters tells. */
export type LetterMessage =
  | { kind: 'letter'; letter: DeliveredLetter }
  /** That the relay is there, or how far it has come. */
  | { kind: 'comment'; comment: string }
  /** Milliseconds after which to come again. */
  | { kind: 'retry'; retry: number }

export type LetterMessagesParameters = RelayCallOptions & {
  signal: AbortSignal
  /** Id of the last letter that is known. */
  after: string | undefined
  /** Milliseconds without a byte after which the relay counts as gone. */
  silenceMs: number | (() => number)
  /** Called with each piece of the stream; what it throws ends that. */
  onChunk?: ((text: string) => void) | undefined
}

/** Characters of the longest event: a relay takes letters of at most 16 MiB, which is a third more in base64, and a receipt. */
const longestEvent = 24 << 20

/**
 * Reads a relay's stream of letters until the relay ends it.
 *
 * @throws {RelayAnswerError} It could not be opened, it broke, or what it tells is no letter; `too_slow` with a `SilenceError` as its
 *   cause: nothing came for so long.
 * @throws The signal's reason.
 */
export async function* letterMessages(
  session: RelaySession,
  parameters: LetterMessagesParameters,
): AsyncGenerator<LetterMessage, void, undefined> {
  const { signal, silenceMs, onChunk } = parameters
  const open = () => openStream(session, parameters)
  const reading = { signal, silenceMs, onChunk, most: longestEvent }
  for await (const message of readMessages(open, reading)) {
    if (message.kind === 'break') throw failureOf(session, message.error, signal)
    if (message.kind === 'event') yield* letterOf(session, message)
    else if (message.kind !== 'position') yield message
  }
}

async function openStream(
  { url, token }: RelaySession,
  { after, fetch, signal, maxAnswerSeconds }: LetterMessagesParameters,
): Promise<ReadableStream<Uint8Array>> {
  const headers = {
    ...{ accept: 'text/event-stream, application/problem+json', authorization: `Bearer ${token}` },
    ...(after !== undefined && { 'last-event-id': after }),
  }
  return await askRelay({
    ...{ url, path: '/letters', init: { headers }, fetch, signal, maxAnswerSeconds },
    read({ body, headers }) {
      const isStream = headers.get('content-type')?.startsWith('text/event-stream')
      if (body && isStream) return body
      throw notARelay(url, 'it is no stream of events')
    },
  })
}

function* letterOf(
  session: RelaySession,
  { event, data }: StreamMessage & { kind: 'event' },
): Generator<LetterMessage, void, undefined> {
  const happened = `The relay at ${session.url} ended the connection`
  if (event === 'problem') throw refusalBy(happened, parsedFields(data))
  if (event === 'letter') yield { kind: 'letter', letter: toDeliveredLetter(data, session) }
}

/** What broke the stream, for people. */
function failureOf({ url }: RelaySession, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof PennypostError) return error
  if (error instanceof SilenceError) return relayTooSlow(url, 'has fallen silent', error)
  if (!(error instanceof LongLineError)) return relaySilent(url, error)
  const sentence = `What the relay at ${url} sends is no letter: ${error.message}.`
  return new RelayAnswerError('not_a_letter', sentence, { docsPath, cause: error })
}
