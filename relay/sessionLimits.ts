import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * Questions to the node in a second about strangers: whoever asks may have made a key of its own for it. By the second, so that a crowd
 * that asks more slowly keeps nobody out, and whoever is turned away has as good a chance as the crowd with each second.
 */
const ofStrangers = 10

/** Questions in a minute about one key or wallet of an inbox: nobody but who has it can sign by it. */
const ofOne = 12

export type SessionLimits = {
  /**
   * Counts a question to the node.
   *
   * @param who - The key or wallet that has signed.
   * @param isKnown - Whether it was let in before: the crowd of strangers is not to keep it out.
   * @throws {TooManySessions}
   */
  take(inboxId: string, who: string, isKnown: boolean): Promise<void>
}

export class TooManySessions extends Error {
  readonly retryAfterSeconds: number

  constructor(milliseconds: number, options?: ErrorOptions) {
    super('Too many sessions were asked for', options)
    this.retryAfterSeconds = Math.ceil(Math.max(milliseconds, 1) / 1_000)
  }
}

/** Keeps `POST /sessions` from flooding the relay's node. In this process. */
export function createSessionLimits(): SessionLimits {
  const strangers = new RateLimiterMemory({ points: ofStrangers, duration: 1 })
  const ones = new RateLimiterMemory({ points: ofOne, duration: 60 })
  return {
    async take(inboxId, who, isKnown) {
      const one = `${inboxId}${who}`
      // First the one: whoever asks without end is not to count against others.
      const count = await ones.get(one)
      if (count && count.remainingPoints <= 0) throw new TooManySessions(count.msBeforeNext)
      if (!isKnown) await consume(strangers, '')
      await consume(ones, one)
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (cause) {
    throw new TooManySessions((cause as { msBeforeNext?: number }).msBeforeNext ?? 1_000, { cause })
  }
}
