import type { ApiClient } from '@pennypost/sdk'
import { watchEvents } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'
import { feedIsBroken, feedIsLive, forgetBlock } from './feedChanges.ts'

export type FollowChainParameters = {
  api: ApiClient<Caip2>
  /** Something changed, or may have while nobody could tell. */
  onNews: () => void
  /** The stream is open for the first time: what was asked before may be older than it. */
  onOpen: () => void
  signal: AbortSignal
}

/** Milliseconds until a feed that cannot be read on is begun anew. */
const restartMs = 5_000

/** Follows the news of the client's chain until the signal aborts, and keeps `feedStore` told of how that goes. */
export async function followChain({
  api,
  onNews,
  onOpen,
  signal,
}: FollowChainParameters): Promise<void> {
  const { chain } = api
  let isFit = true
  let wasOpen = false
  const live = () => {
    if (!isFit) return
    feedIsLive(chain)
  }
  while (!signal.aborted) {
    let isFirst = true
    try {
      const events = watchEvents(api, {
        signal,
        onAlive: () => {
          // What changed before the stream was open was not told.
          if (isFirst && wasOpen) onNews()
          else if (isFirst) onOpen()
          wasOpen = true
          isFirst = false
          live()
        },
        onStatus: ({ fit, code, because }) => {
          isFit = fit
          if (!fit) return feedIsBroken(chain, { code, because })
          live()
          onNews()
        },
        onBreak: () => {
          isFirst = true
          isFit = true
          feedIsBroken(chain)
        },
      })
      for await (const { type } of events) {
        if (type === 'retracted') forgetBlock(chain)
        onNews()
      }
    } catch {
      // Such as a feed that no longer reaches back: all that is shown is asked for anew anyway.
      if (!signal.aborted) feedIsBroken(chain)
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, restartMs))
  }
}
