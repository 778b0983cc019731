import { GuardRefusal } from './GuardRefusal.ts'
import type { LetterBody } from './letterInput.ts'

export type ReadLetterParameters = {
  maxBytes: number
  /** How long the whole of it may take. */
  maxSeconds: number
}

type Reader = {
  next(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>
  /** Ends the upload of what is not wanted. */
  stop(): void
}

/**
 * The bytes of a letter, of which no more are kept than may be.
 *
 * @throws {GuardRefusal} 400 where there are none or they stop half-way, 408 where they come too slowly, 413 where there are more than `maxBytes`.
 */
export async function readLetter(
  body: LetterBody | null,
  { maxBytes, maxSeconds }: ReadLetterParameters,
): Promise<Uint8Array> {
  const deadline = deadlineIn(maxSeconds)
  const reader = readerOf(body)
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.next(), deadline.passed])
      if (done || !value) break
      length += value.length
      if (length > maxBytes) throw tooLarge(maxBytes)
      chunks.push(value)
    }
  } catch (cause) {
    reader.stop()
    throw cause instanceof GuardRefusal ? cause : interrupted(cause)
  } finally {
    deadline.clear()
  }
  if (length === 0)
    throw new GuardRefusal(400, 'letter_empty', 'The body must be the sealed letter.')
  return joined(chunks, length)
}

/** Refuses a letter that says itself that it is too long, before it has come. */
export function checkLength(headers: Headers, maxBytes: number): void {
  if (Number(headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
}

function interrupted(cause: unknown): GuardRefusal {
  return new GuardRefusal(400, 'letter_interrupted', 'The letter stopped half-way.', { cause })
}

function tooLarge(maxBytes: number): GuardRefusal {
  return new GuardRefusal(413, 'letter_too_large', `A letter may have ${maxBytes} bytes.`)
}

function deadlineIn(seconds: number): { passed: Promise<never>; clear: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    const detail = `The letter did not come within ${seconds} s.`
    const late = () => reject(new GuardRefusal(408, 'letter_too_slow', detail))
    timer = setTimeout(late, seconds * 1_000)
  })
  return { passed, clear: () => clearTimeout(timer) }
}

/** Streams of the web are not iterable in every runtime, and an iterator cannot be stopped while it waits. */
function readerOf(body: LetterBody | null): Reader {
  if (body === null) return { next: () => Promise.resolve({ done: true }), stop() {} }
  if ('getReader' in body) {
    const reader = body.getReader()
    return { next: () => reader.read(), stop: () => void reader.cancel().catch(() => {}) }
  }
  const iterator = body[Symbol.asyncIterator]()
  return {
    next: () => iterator.next(),
    stop: () => void iterator.return?.().catch(() => {}),
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
