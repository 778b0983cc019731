import { ApiError } from '../problem.ts'

/** Bytes of a stretch, 1,024 letters, and milliseconds that a client has for each, and for the whole body. */
const stretchBytes = 65_536
const stretchTime = 10_000
const wholeTime = 2 * 3_600_000

export type Expected = {
  /** Of the whole body. */
  bytes: number
  /** Throws where the body has another length; told how many bytes have come. */
  mismatch: (because: string) => ApiError
  /** Milliseconds for a stretch. */
  stretchTime?: number | undefined
  /** Milliseconds for the whole body. */
  wholeTime?: number | undefined
  /** Ends the body as if it had stopped. */
  signal?: AbortSignal | undefined
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
  const deadline = createDeadline(expected)
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

function createDeadline({ signal, ...expected }: Expected) {
  const milliseconds = expected.stretchTime ?? stretchTime
  const last = performance.now() + (expected.wholeTime ?? wholeTime)
  const next = () => Math.min(last, performance.now() + milliseconds)
  let end = next()
  let timer: NodeJS.Timeout | undefined
  let giveUp = () => {}
  const onAbort = () => giveUp()
  signal?.addEventListener('abort', onAbort)
  return {
    restart() {
      end = next()
    },
    stop() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    },
    async race<T>(read: Promise<T>, interrupted: (cause?: unknown) => Error): Promise<T> {
      const late = new Promise<never>((_, reject) => {
        giveUp = () => reject(interrupted())
        if (signal?.aborted) giveUp()
        timer = setTimeout(giveUp, Math.max(0, end - performance.now()))
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
