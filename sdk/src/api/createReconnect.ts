import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiProblemError } from '../errors/ApiProblemError.ts'
import { ApiUnreachableError } from '../errors/ApiUnreachableError.ts'
import { CursorExpiredError } from '../errors/CursorExpiredError.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { pause } from './pause.ts'
import { LongLineError } from './readLines.ts'
import type { FeedBreak } from './watchEvents.ts'

/** When to come again to a stream that broke. */
export type Reconnect = {
  /** Something came: the next break is the first of its kind. */
  isAlive(): void
  /** Milliseconds that the API wants to be left alone. */
  pauseIs(milliseconds: number): void
  /**
   * Waits until the stream is to be opened again, or the signal aborts.
   *
   * @throws {CursorExpiredError} It cannot be gone on with from where it had come.
   * @throws What went wrong, if trying again would not help.
   */
  wait(failure: unknown, from: string | undefined): Promise<void>
}

/** Milliseconds between attempts, at most. */
const longestPause = 30_000

export function createReconnect({
  url,
  signal,
  onBreak,
}: {
  url: string
  signal: AbortSignal
  onBreak: ((event: FeedBreak) => void) | undefined
}): Reconnect {
  let first = 1_000
  let attempts = 0

  return {
    isAlive() {
      attempts = 0
    },
    pauseIs(milliseconds) {
      first = Math.min(milliseconds, longestPause)
    },
    async wait(failure, from) {
      if (signal.aborted) return
      if (failure instanceof ApiProblemError && failure.code === 'cursor_expired') {
        throw new CursorExpiredError(from, snapshotUrlOf(url, failure), failure)
      }
      if (failure instanceof LongLineError) {
        throw new ApiAnswerError('getEvents', failure.message, { cause: failure })
      }
      if (!mayPass(failure)) throw failure
      const doubled = Math.min(first * 2 ** attempts++, longestPause)
      // All who lost the same server would come again together.
      const spread = doubled * (0.5 + Math.random() / 2)
      const retryInMs = Math.round(Math.max(spread, retryAfterOf(failure)))
      onBreak?.({ error: failure, retryInMs })
      await pause(retryInMs, signal)
    },
  }
}

/** Whether it may be over when one tries again. */
function mayPass(failure: unknown): boolean {
  if (failure instanceof ApiProblemError || failure instanceof ApiAnswerError) {
    const { status = 0 } = failure
    return status >= 500 || status === 408 || status === 429
  }
  // What else breaks is the connection.
  return failure instanceof ApiUnreachableError || !(failure instanceof PennypostError)
}

/** Milliseconds. */
function retryAfterOf(failure: unknown): number {
  const seconds = failure instanceof ApiProblemError ? failure.retryAfterSeconds : undefined
  return (seconds ?? 0) * 1_000
}

function snapshotUrlOf(url: string, { snapshot = '/v1/snapshot' }: ApiProblemError): string {
  return snapshot.startsWith('/') ? `${url}${snapshot}` : snapshot
}
