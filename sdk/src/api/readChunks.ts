import { orAbort } from './orAbort.ts'

export type ReadChunksParameters = {
  signal: AbortSignal
  /** Milliseconds without a byte after which the stream counts as dead; only while somebody waits for one. */
  silenceMs: number | (() => number)
  /** Called with each piece, were it only a sign of life; what it throws ends the stream. */
  onChunk?: ((text: string) => void) | undefined
}

/** Thrown when nothing has come for too long. */
export class SilenceError extends Error {
  constructor(silenceMs: number) {
    super(`nothing came for ${silenceMs} ms`)
    this.name = 'SilenceError'
  }
}

/**
 * The text of a stream, piece by piece.
 *
 * @throws {SilenceError} The stream has fallen silent.
 * @throws The signal's reason, once it aborts; whatever the stream fails with.
 */
export async function* readChunks(
  stream: ReadableStream<Uint8Array>,
  { signal, silenceMs, onChunk }: ReadChunksParameters,
): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await orAbort(orSilence(reader.read(), msOf(silenceMs)), signal)
      if (done) return
      const text = decoder.decode(value, { stream: true })
      onChunk?.(text)
      yield text
    }
  } finally {
    // Also of a reader that nobody waits for any more.
    void reader.cancel().catch(() => {})
  }
}

function msOf(given: number | (() => number)): number {
  return typeof given === 'number' ? given : given()
}

function orSilence<T>(promise: Promise<T>, silenceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SilenceError(silenceMs)), silenceMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
