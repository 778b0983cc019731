/** A body as it comes in: a stream of the web, one of Node's, or any chunks. */
export type LetterBody = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** A request with a letter, of any framework. */
export type LetterInput = {
  url: string
  headers: Headers
  /** null: there is none. */
  body: LetterBody | null
  /** Aborts when the client is gone. */
  signal?: AbortSignal | undefined
}
