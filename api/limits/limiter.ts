import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Seconds of a window. Each client's begins with its first request. */
export const windowSeconds = 60

/** Most clients that one window counts one by one; later ones are counted by the network that they are in. */
const mostClients = 50_000

/** Where a client stands after a request. */
export type Standing = {
  /** Whether there was not enough left. Then nothing was taken. */
  isOver: boolean
  quota: number
  /** Points left in this window. */
  remaining: number
  /** Seconds until it ends. */
  resetSeconds: number
}

/** Counts points of clients in the memory of this process alone: two processes let through twice as much. */
export type Limiter = {
  /**
   * @param points - What it costs, 0 or more. Something dearer than the whole quota takes all of it, as it could never be had else.
   * @throws {RangeError} `points` is negative, which would give some back, or no number.
   */
  take(client: string, points: number, quota: number): Promise<Standing>
}

/**
 * Fixed windows of a minute. Memory is bounded: at about 300 bytes a client, 50,000 clients of a window take 15 MB, and those of the
 * window before may still be there. Whoever comes beyond those shares a quota with all of its IPv4 /16 or IPv6 /32.
 */
export function createLimiter(parameters: { mostClients?: number | undefined } = {}): Limiter {
  const most = parameters.mostClients ?? mostClients
  // The quota differs from client to client, so the counting is the library's and the comparing is ours.
  const counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: windowSeconds })
  let firsts = 0
  let windowEnd = 0

  return {
    async take(client, points, quota) {
      if (!(points >= 0)) throw new RangeError(`Cannot take ${points} points`)
      // In the usual case without waiting.
      const key = firsts < most ? client : await keyOf(client)
      const cost = Math.min(points, quota)
      let count = await counts.consume(key, cost)
      if (count.isFirstInDuration) countFirst()
      const isOver = count.consumedPoints > quota
      // A batch that is too dear must not lock out the single request that is not.
      if (isOver) count = await counts.reward(key, cost)
      return {
        isOver,
        quota,
        remaining: Math.max(quota - count.consumedPoints, 0),
        resetSeconds: Math.ceil(Math.max(count.msBeforeNext, 1) / 1_000),
      }
    },
  }

  function countFirst(): void {
    const now = Date.now()
    if (now >= windowEnd) {
      windowEnd = now + windowSeconds * 1_000
      firsts = 0
    }
    firsts++
  }

  async function keyOf(client: string): Promise<string> {
    if (Date.now() >= windowEnd) return client
    // Who is counted already stays so.
    return (await counts.get(client)) ? client : networkOf(client)
  }
}

/** `10.1.0.0/16`, `2001:db8::/32`; anything else as it is. */
function networkOf(client: string): string {
  if (client.includes(':')) return `${client.split(':').slice(0, 2).join(':')}::/32`
  return /^\d+\.\d+\.\d+\.\d+$/.test(client)
    ? `${client.split('.').slice(0, 2).join('.')}.0.0/16`
    : client
}
