import type { Caip2 } from '../config/caip2.ts'

/** How the news of a chain comes. */
export type Feed = {
  /** `broken`: the API is not reached, or does not answer for the chain. */
  readonly state: 'connecting' | 'live' | 'broken'
  /** The newest block that the API has answered from. */
  readonly blockNumber?: bigint | undefined
  /** Unix seconds of that block. */
  readonly blockTimestamp?: number | undefined
  /** Of `broken`: why the API does not answer for the chain, such as `index_stale`; undefined: it is not reached. */
  readonly code?: string | undefined
  /** Of `broken`: the same in the API's words. */
  readonly because?: string | undefined
}

const initial: Feed = { state: 'connecting' }
const feeds = new Map<Caip2, Feed>()
const listeners = new Set<() => void>()

/** What is known of the feed of each chain in this tab, for `useFeed` and whoever asks the API. */
export const feedStore = {
  get: (chain: Caip2): Feed => feeds.get(chain) ?? initial,
  set(chain: Caip2, news: Partial<Feed>): void {
    feeds.set(chain, { ...feedStore.get(chain), ...news })
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
