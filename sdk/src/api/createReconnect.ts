import { pause } from './pause.ts'
import type { FeedBreak } from './watchEvents.ts'

/** When to come again to a stream that broke. */
export type Reconnect = {
  /** Something came: the next break is the first of its kind. */
  isAlive(): void
  /** Milliseconds that the other side wants to be left alone. */
  pauseIs(milliseconds: number): void
  /**
   * Waits until the stream is to be opened again, or the signal aborts.
   *
   * @param failure - Undefined: the stream just ended.
   * @throws What `lasting` makes of the failure, if trying again would not help.
   */
  wait(failure: unknown): Promise<void>
}

export type CreateReconnectParameters = {
  signal: AbortSignal
  onBreak: ((event: FeedBreak) => void) | undefined
  /** What to throw for a failure that lasts; undefined: it may be over when one tries again. */
  lasting: (failure: unknown) => unknown
}

/** Milliseconds before the first attempt, at least, however soon the other side wants it. */
const shortestPause = 10

/** Milliseconds between attempts, at most. */
const longestPause = 30_000

/** Milliseconds that the other side may want to be left alone, at most: timers overflow after 24 days. */
const longestRetryAfter = 3_600_000

export function createReconnect({
  signal,
  onBreak,
  lasting,
}: CreateReconnectParameters): Reconnect {
  let first = 1_000
  let attempts = 0

  return {
    isAlive() {
      attempts = 0
    },
    pauseIs(milliseconds) {
      first = Math.min(Math.max(milliseconds, shortestPause), longestPause)
    },
    async wait(failure) {
      if (signal.aborted) return
      const thrown = failure === undefined ? undefined : lasting(failure)
      if (thrown !== undefined) throw thrown
      const doubled = Math.min(first * 2 ** attempts++, longestPause)
      // All who lost the same server would come again together.
      const spread = doubled * (0.5 + Math.random() / 2)
      const retryInMs = Math.round(Math.max(spread, retryAfterOf(failure)))
      onBreak?.({ error: failure, retryInMs })
      await pause(retryInMs, signal)
    },
  }
}

/** Milliseconds, an hour at most. */
function retryAfterOf(failure: unknown): number {
  const { retryAfterSeconds } = (failure ?? {}) as { retryAfterSeconds?: number | undefined }
  return Math.min((retryAfterSeconds ?? 0) * 1_000, longestRetryAfter)
}
