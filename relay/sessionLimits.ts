import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How often the API is asked in a minute whether somebody may open a session: whoever asks may have made a key of its own for it. */
const ofStrangers = 60
const ofOneInbox = 12

/** How often it is asked about one who was let in before: the crowd of strangers is not to keep it out. */
const ofOneKnown = 12

/** Most that are known, at about 200 bytes each. */
const mostKnown = 10_000

export type SessionLimits = {
  /**
   * Counts a question to the API.
   *
   * @param who - The key or wallet that has signed.
   * @throws {TooManySessions}
   */
  take(inboxId: string, who: string): Promise<void>
  /** It was let in. */
  note(inboxId: string, who: string): void
}

export class TooManySessions extends Error {
  readonly retryAfterSeconds: number

  constructor(milliseconds: number, options?: ErrorOptions) {
    super('Too many sessions were asked for', options)
    this.retryAfterSeconds = Math.ceil(Math.max(milliseconds, 1) / 1_000)
  }
}

/** Keeps `POST /sessions` from taking all that the API allows the relay: letters are judged by the same allowance. In this process. */
export function createSessionLimits(): SessionLimits {
  const strangers = new RateLimiterMemory({ points: ofStrangers, duration: 60 })
  const inboxes = new RateLimiterMemory({ points: ofOneInbox, duration: 60 })
  const knownOnes = new RateLimiterMemory({ points: ofOneKnown, duration: 60 })
  const known = new Set<string>()
  return {
    async take(inboxId, who) {
      if (known.has(`${inboxId}${who}`)) return await consume(knownOnes, `${inboxId}${who}`)
      // First the one inbox: whoever asks for it without end is not to count against others.
      const count = await inboxes.get(inboxId)
      if (count && count.remainingPoints <= 0) throw new TooManySessions(count.msBeforeNext)
      await consume(strangers, '')
      await consume(inboxes, inboxId)
    },
    note(inboxId, who) {
      known.delete(`${inboxId}${who}`)
      known.add(`${inboxId}${who}`)
      for (const oldest of known) {
        if (known.size <= mostKnown) break
        known.delete(oldest)
      }
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
