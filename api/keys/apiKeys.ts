import type { ApiKey } from '../queries/apiKey.ts'
import { readApiKey } from '../queries/apiKey.ts'
import type { Store } from '../store.ts'
import { hashKeySecret, isKeySecret } from './keySecret.ts'

/** Milliseconds for which a look-up counts. Older, it counts once more while the key is looked up again. */
const freshFor = 5_000

/** Milliseconds after which a key is looked up before it counts: at most so long does a revoked one go on working. */
const knownFor = 60_000

/** Most look-ups that are kept: of real keys there are far fewer, and made-up ones must not fill the memory. */
const mostKept = 10_000

type Known = { key: ApiKey | undefined; at: number; triedAt: number }

/** Finds keys by their secrets, without a database round trip for all but the first request of a key. */
export type ApiKeys = {
  /** A key that may count at once; undefined: `find` has to be asked. */
  recall(secret: string): ApiKey | undefined
  /**
   * @returns Undefined if no key has this secret, or it is revoked.
   * @throws {ApiError} `database_unavailable`, for a secret that this process has not met.
   */
  find(secret: string): Promise<ApiKey | undefined>
}

/**
 * Keys of the API, kept in memory. While the database cannot be reached, what it said last counts: requests with a key that this
 * process knows do not stop when the primary does.
 *
 * @param parameters.now - Milliseconds.
 */
export function createApiKeys(parameters: {
  store: Pick<Store, 'query'>
  now: () => number
}): ApiKeys {
  const { store, now } = parameters
  const kept = new Map<string, Known>()
  const underWay = new Map<string, Promise<ApiKey | undefined>>()

  return {
    recall(secret) {
      const hash = hashKeySecret(secret)
      const known = kept.get(hash)
      if (!known?.key || now() - Math.max(known.at, known.triedAt) >= knownFor) return undefined
      if (now() - Math.max(known.at, known.triedAt) >= freshFor) void lookUp(hash).catch(() => {})
      return known.key
    },
    async find(secret) {
      if (!isKeySecret(secret)) return undefined
      const hash = hashKeySecret(secret)
      const known = kept.get(hash)
      if (known && now() - Math.max(known.at, known.triedAt) < freshFor) return known.key
      try {
        return await lookUp(hash)
      } catch (error) {
        if (known) return known.key
        throw error
      }
    },
  }

  /** Requests that wait for the same key share one statement. */
  function lookUp(hash: string): Promise<ApiKey | undefined> {
    const known = kept.get(hash)
    if (known) known.triedAt = now()
    const running = underWay.get(hash)
    if (running) return running
    const lookingUp = readApiKey(store.query, hash)
      .then((key) => {
        keep(hash, key)
        return key
      })
      .finally(() => underWay.delete(hash))
    underWay.set(hash, lookingUp)
    return lookingUp
  }

  function keep(hash: string, key: ApiKey | undefined): void {
    kept.delete(hash)
    // What was looked up longest ago goes first: keys in use are looked up every few seconds.
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string)
    kept.set(hash, { key, at: now(), triedAt: 0 })
  }
}
