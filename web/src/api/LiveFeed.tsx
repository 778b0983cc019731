import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { sharedClock } from '../ui/sharedClock.ts'
import { createCoalescer } from './createCoalescer.ts'
import { FeedNotice } from './FeedNotice.tsx'
import { followChain } from './followChain.ts'
import { invalidateChain } from './invalidateChain.ts'
import { refreshOlder } from './refreshOlder.ts'
import { useApiClient } from './useApiClient.ts'
import { useFeed } from './useFeed.ts'
import { useIsWatched } from './useIsWatched.ts'

/**
 * Follows the chain of the page and has what is shown asked for again when something happened, also after a break. A tab that
 * nobody looks at does not follow: browsers have few connections to one server, for all tabs together.
 */
export function LiveFeed(): ReactNode {
  const queries = useQueryClient()
  const api = useApiClient()
  const isWatched = useIsWatched()
  const { blockTimestamp } = useFeed()
  useEffect(() => {
    if (blockTimestamp !== undefined) sharedClock.atLeast(blockTimestamp)
  }, [blockTimestamp])
  const followed = useRef<string>(undefined)
  useEffect(() => {
    if (!isWatched) return
    const ends = new AbortController()
    const news = createCoalescer({
      run: () => void invalidateChain(queries, api.chain),
      gatherMs: 100,
      restMs: 1_000,
    })
    const { signal } = ends
    const onOpen = () => {
      // While nobody looked, anything may have happened.
      if (followed.current === api.chain) return news.call()
      followed.current = api.chain
      void refreshOlder(queries, api, signal)
    }
    void followChain({ api, onNews: news.call, onOpen, signal })
    return () => {
      ends.abort()
      news.stop()
    }
  }, [api, isWatched, queries])
  return <FeedNotice />
}
