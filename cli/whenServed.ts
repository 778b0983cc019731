import { setTimeout as sleep } from 'node:timers/promises'
import { ApiProblemError } from '@pennypost/sdk'

/**
 * Asks the API, and where it has had enough of this address or key for now, again after as long as it says: for what takes many questions,
 * which `PENNYPOST_API_KEY` makes quicker.
 */
export async function whenServed<answer>(ask: () => Promise<answer>): Promise<answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isLimit = error instanceof ApiProblemError && error.code === 'rate_limited'
      if (!isLimit) throw error
      await sleep(1_000 * (error.retryAfterSeconds ?? 1))
    }
  }
}
