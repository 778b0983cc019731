import { createParser } from 'eventsource-parser'
import type { ReadChunksParameters } from './readChunks.ts'
import { readChunks } from './readChunks.ts'
import { readLines } from './readLines.ts'

/** What a stream of server-sent events tells. */
export type StreamMessage =
  | { kind: 'event'; event: string; data: string; id: string | undefined }
  /** How far the feed has come, where nothing in it was for us. */
  | { kind: 'position'; id: string }
  /** Milliseconds after which to come again. */
  | { kind: 'retry'; retry: number }
  /** The last one, if the stream could not be opened or did not end by itself. */
  | { kind: 'break'; error: unknown }

/** Reads a stream of server-sent events to its end, however it ends: what goes wrong is told, not thrown. */
export async function* readMessages(
  open: () => Promise<ReadableStream<Uint8Array>>,
  parameters: ReadChunksParameters,
): AsyncGenerator<StreamMessage, void, undefined> {
  try {
    yield* messagesOf(readLines(readChunks(await open(), parameters)))
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
): AsyncGenerator<StreamMessage, void, undefined> {
  let messages: StreamMessage[] = []
  let id: string | undefined
  let hasEvent = false
  const parser = createParser({
    onEvent({ event = 'message', data }) {
      hasEvent = true
      messages.push({ kind: 'event', event, data, id })
    },
    onRetry: (retry) => void messages.push({ kind: 'retry', retry }),
  })
  for await (const line of lines) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    id = /^id: ?(.*)$/.exec(text)?.[1] ?? id
    parser.feed(`${text}\n`)
    if (text !== '') continue
    if (id !== undefined && !hasEvent) messages.push({ kind: 'position', id })
    yield* messages
    messages = []
    id = undefined
    hasEvent = false
  }
}
