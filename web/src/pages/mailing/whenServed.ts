import { ApiProblemError } from '@pennypost/sdk'

/** Seconds that a question waits in all: the API's limits are by the minute. */
const patience = 300

export type WhenServedOptions = {
  signal?: AbortSignal | undefined
  /** Told how many seconds the API is left alone. */
  onWait?: ((seconds: number) => void) | undefined
  /** Lets time pass. */
  wait?: ((milliseconds: number) => Promise<unknown>) | undefined
}

/** Asks the API, and where it has had enough questions for now, again after as long as it says. @throws What it throws. */
export async function whenServed<answer>(
  ask: () => Promise<answer>,
  { signal, onWait, wait = pause }: WhenServedOptions = {},
): Promise<answer> {
  let waited = 0
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isLimit = error instanceof ApiProblemError && error.code === 'rate_limited'
      if (!isLimit) throw error
      const seconds = Math.max(1, Math.ceil(error.retryAfterSeconds ?? 1))
      waited += seconds
      if (waited > patience) throw error
      onWait?.(seconds)
      await wait(seconds * 1_000)
      signal?.throwIfAborted()
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
