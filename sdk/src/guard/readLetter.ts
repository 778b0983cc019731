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
 * The bytes of a letter, of which no more are kept than may be, in however small pieces they come.
 *
 * @throws {GuardRefusal} 400 where there are none or they stop half-way, 408 where they come too slowly or in crumbs, 413 where there are more than `maxBytes`.
 */
export async function readLetter(
  body: LetterBody | null,
  { maxBytes, maxSeconds }: ReadLetterParameters,
): Promise<Uint8Array> {
  const deadline = deadlineIn(maxSeconds)
  const reader = readerOf(body)
  const letter = createBuffer(maxBytes)
  try {
    for (;;) {
      const { done, value } = await deadline.before(reader.next())
      if (done || !value) break
      letter.add(value)
    }
  } catch (cause) {
    reader.stop()
    throw cause instanceof GuardRefusal ? cause : interrupted(cause)
  } finally {
    deadline.clear()
  }
  const bytes = letter.bytes()
  if (bytes.length === 0)
    throw new GuardRefusal(400, 'letter_empty', 'The body must be the sealed letter.')
  return bytes
}

/** Refuses a letter that says itself that it is too long, before it has come. */
export function checkLength(headers: Headers, maxBytes: number): void {
  if (Number(headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
}

function interrupted(cause: unknown): GuardRefusal {
  return new GuardRefusal(400, 'letter_interrupted', 'The letter stopped half-way.', { cause })
}

function tooScattered(mostPieces: number): GuardRefusal {
  const detail = `The letter comes in more than ${mostPieces} pieces. Send larger ones.`
  return new GuardRefusal(408, 'letter_too_slow', detail)
}

function tooLarge(maxBytes: number): GuardRefusal {
  return new GuardRefusal(413, 'letter_too_large', `A letter may have ${maxBytes} bytes.`)
}

type Deadline = {
  /** What is waited for next, unless it comes too late; one thing at a time. */
  before<value>(promise: Promise<value>): Promise<value>
  clear(): void
}

function deadlineIn(seconds: number): Deadline {
  let late: GuardRefusal | undefined
  let giveUp = (_: GuardRefusal): void => {}
  const timer = setTimeout(() => {
    const detail = `The letter did not come within ${seconds} s.`
    late = new GuardRefusal(408, 'letter_too_slow', detail)
    giveUp(late)
  }, seconds * 1_000)
  return {
    // `Promise.race` with one that lasts would keep every piece of the letter until the end.
    before: (promise) =>
      new Promise((resolve, reject) => {
        giveUp = reject
        if (late) reject(late)
        promise.then(resolve, reject)
      }),
    clear: () => clearTimeout(timer),
  }
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

const firstSize = 16_384

/** Bytes of a piece, on average. A piece takes as long whatever its size: one byte at a time, 30 KB a second keep a core busy. */
const leastPiece = 64

/** However short a letter may be, it may come in so many. */
const fewPieces = 1_024

/** Bytes as they come. Pieces are copied: one of a single byte takes a hundred and more as an object. */
function createBuffer(maxBytes: number): { add(piece: Uint8Array): void; bytes(): Uint8Array } {
  let held = new Uint8Array(Math.min(firstSize, maxBytes))
  const mostPieces = Math.max(fewPieces, Math.ceil(maxBytes / leastPiece))
  let length = 0
  let pieces = 0

  function grow(least: number): void {
    const larger = new Uint8Array(Math.min(Math.max(2 * held.length, least), maxBytes))
    larger.set(held.subarray(0, length))
    held = larger
  }

  return {
    add(piece) {
      const next = length + piece.length
      pieces += 1
      if (pieces > mostPieces) throw tooScattered(mostPieces)
      if (next > maxBytes) throw tooLarge(maxBytes)
      if (next > held.length) grow(next)
      held.set(piece, length)
      length = next
    },
    bytes: () => (length === held.length ? held : held.slice(0, length)),
  }
}
