import { SilenceError } from '../api/readChunks.ts'

/** Watches that letters come, whatever else a stream brings. */
export type LetterClock = {
  /** Takes each piece of the stream as it comes. @throws {SilenceError} No whole letter has come in time. */
  onChunk(text: string): void
  /** A letter has come, and is dealt with: the next one is waited for from now on. */
  isDealtWith(): void
  /** Whether the stream is within something that has begun, and not ended. */
  isAmid(): boolean
}

export type CreateLetterClockParameters = {
  /** Milliseconds until a letter begins. */
  idleMs: number
  /** Milliseconds from its beginning until all of it is there. */
  wholeMs: number
}

/**
 * Makes a clock that runs by letters, as a relay that drips bytes is not silent and yet brings none. Only the time counts in which
 * somebody waits for the stream: who reads a letter may take long over it.
 */
export function createLetterClock({ idleMs, wholeMs }: CreateLetterClockParameters): LetterClock {
  /** The last letter, or the first byte. */
  let since: number | undefined
  let begunAt = 0
  let tail = ''
  const isAmid = () => tail !== '' && !/\n\r?\n$/.test(tail)

  return {
    isAmid,
    onChunk(text) {
      const now = Date.now()
      since ??= now
      const isGoingOn = isAmid()
      const [from, most] = isGoingOn ? [Math.max(begunAt, since), wholeMs] : [since, idleMs]
      if (now - from >= most) throw new SilenceError(most)
      tail = (tail + text).slice(-3)
      if (!isGoingOn) begunAt = now
    },
    isDealtWith() {
      since = Date.now()
    },
  }
}
