import { ApiError } from '../problem.ts'

/** Bytes of a stretch, 1,024 letters, and milliseconds that a client has for each. */
const stretchBytes = 65_536
const stretchTime = 10_000

export type Expected = {
  /** Of the whole body. */
  bytes: number
  /** Throws where the body has another length; told how many bytes have come. */
  mismatch: (because: string) => ApiError
  /** Milliseconds for a stretch. */
  stretchTime?: number | undefined
}

/**
 * Cuts a body into stretches of 64 KiB, the last one shorter, and never holds more than one of them and what the network
 * hands over at once.
 *
 * @returns The next stretch is written over the one before: be done with it.
 * @throws {ApiError} As `expected.mismatch` where the body is shorter or longer; `upload_interrupted` where it stops.
 */
export async function* stretchesOf(
  body: ReadableStream<Uint8Array> | null,
  expected: Expected,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stretch = new Uint8Array(Math.min(stretchBytes, expected.bytes))
  const reader = body?.getReader()
  const deadline = createDeadline(expected.stretchTime ?? stretchTime)
  let received = 0
  let held = 0
  const interrupted = (cause?: unknown) =>
    new ApiError('upload_interrupted', { received, expected: expected.bytes }, { cause })
  try {
    for (;;) {
      const { done, value = new Uint8Array() } = reader
        ? await deadline.race(reader.read(), interrupted)
        : { done: true }
      if (done) break
      received += value.length
      if (received > expected.bytes)
        throw expected.mismatch(`there are more than ${expected.bytes} bytes`)
      for (let at = 0; at < value.length; ) {
        const part = value.subarray(at, at + stretch.length - held)
        stretch.set(part, held)
        held += part.length
        at += part.length
        if (held < stretch.length) continue
        yield stretch
        held = 0
        deadline.restart()
      }
    }
    if (received < expected.bytes) {
      throw expected.mismatch(`there are ${received} bytes, not ${expected.bytes}`)
    }
    if (held > 0) yield stretch.subarray(0, held)
  } finally {
    deadline.stop()
    // A client that still sends is not read to its end.
    reader?.cancel().catch(() => {})
  }
}

function createDeadline(milliseconds: number) {
  let end = performance.now() + milliseconds
  let timer: NodeJS.Timeout | undefined
  return {
    restart() {
      end = performance.now() + milliseconds
    },
    stop: () => clearTimeout(timer),
    async race<T>(read: Promise<T>, interrupted: (cause?: unknown) => Error): Promise<T> {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(interrupted()), Math.max(0, end - performance.now()))
      })
      const broken = read.catch((error: unknown) => {
        throw interrupted(error)
      })
      try {
        return await Promise.race([broken, late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
