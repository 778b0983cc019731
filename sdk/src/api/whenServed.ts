import { ApiProblemError } from '../errors/ApiProblemError.ts'
import { pause } from './pause.ts'

/** How an API is waited for that has had enough questions for now. */
export type WhenServedOptions = {
  /** Ends it at once, with the signal's `reason` as the error. */
  signal?: AbortSignal | undefined
  /** Called before each wait with the seconds for which the API is left alone. */
  onWait?: ((seconds: number) => void) | undefined
  /** Most seconds that are waited in all; 300. */
  patienceSeconds?: number | undefined
  /** Lets so many milliseconds pass; a timer unless given. */
  wait?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined
}

/** Seconds: the API's limits are by the minute. */
const usualPatience = 300

const never = new AbortController().signal

/**
 * Asks the API, and where it has had enough questions for now, again after as long as it says: for what takes many questions.
 *
 * @param ask - Asks once: it is called again after each wait.
 * @throws {ApiProblemError} `rate_limited`, where that would take longer than the patience; whatever else the API has against it.
 * @throws What `ask` throws, at once; the signal's reason.
 *
 * @example
 * const { inbox } = await whenServed(() => api.getInbox({ inboxId }), { onWait: (seconds) => console.log(seconds) })
 */
export async function whenServed<answer>(
  ask: () => Promise<answer>,
  { signal = never, onWait, patienceSeconds = usualPatience, wait = pause }: WhenServedOptions = {},
): Promise<answer> {
  let waited = 0
  for (;;) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      const isLimit = error instanceof ApiProblemError && error.code === 'rate_limited'
      if (!isLimit) throw error
      const seconds = Math.max(1, Math.ceil(error.retryAfterSeconds ?? 1))
      waited += seconds
      if (waited > patienceSeconds) throw error
      onWait?.(seconds)
      await wait(seconds * 1_000, signal)
    }
  }
}
