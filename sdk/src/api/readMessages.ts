import { createParser } from 'eventsource-parser'
import type { ReadChunksParameters } from './readChunks.ts'
import { readChunks } from './readChunks.ts'
import { LongLineError, mostCharacters, readLines } from './readLines.ts'

/** What a stream of server-sent events tells. */
export type StreamMessage =
  | { kind: 'event'; event: string; data: string; id: string | undefined }
  /** How far the feed has come, where nothing in it was for us. */
  | { kind: 'position'; id: string }
  /** Milliseconds after which to come again. */
  | { kind: 'retry'; retry: number }
  /** What is said to show that the stream is alive, or how it stands. */
  | { kind: 'comment'; comment: string }
  /** The last one, if the stream could not be opened or did not end by itself. */
  | { kind: 'break'; error: unknown }

export type ReadMessagesParameters = ReadChunksParameters & {
  /** Characters of the longest event; 16 Mi unless told. */
  most?: number | undefined
}

/** Reads a stream of server-sent events to its end, however it ends: what goes wrong is told, not thrown. */
export async function* readMessages(
  open: () => Promise<ReadableStream<Uint8Array>>,
  { most = mostCharacters, ...parameters }: ReadMessagesParameters,
): AsyncGenerator<StreamMessage, void, undefined> {
  try {
    yield* messagesOf(readLines(readChunks(await open(), parameters), most), most)
  } catch (error) {
    yield { kind: 'break', error }
  }
}

/**
 * An id that comes without an event counts too, as it does in browsers: by these the API tells how far it has looked, and the parser
 * says nothing of them.
 */
async function* messagesOf(
  lines: AsyncIterable<string>,
  most: number,
): AsyncGenerator<StreamMessage, void, undefined> {
  let messages: StreamMessage[] = []
  let id: string | undefined
  let hasEvent = false
  let length = 0
  const parser = createParser({
    onEvent({ event = 'message', data }) {
      hasEvent = true
      messages.push({ kind: 'event', event, data, id })
    },
    onRetry: (retry) => void messages.push({ kind: 'retry', retry }),
  })
  for await (const line of lines) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    length += text.length
    if (length > most) throw new LongLineError(most, 'an event')
    if (text.startsWith(':')) messages.push({ kind: 'comment', comment: text.slice(1).trim() })
    id = /^id: ?(.*)$/.exec(text)?.[1] ?? id
    parser.feed(`${text}\n`)
    if (text !== '') continue
    if (id !== undefined && !hasEvent) messages.push({ kind: 'position', id })
    yield* messages
    messages = []
    id = undefined
    hasEvent = false
    length = 0
  }
}
