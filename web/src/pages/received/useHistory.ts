import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Hex } from 'viem'
import type { ApiPages } from '../../api/useApiPages.ts'
import { useApiPages } from '../../api/useApiPages.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import { isWaiting } from './isWaiting.ts'
import type { Received } from './Received.ts'
import { ofStamp } from './Received.ts'

/** So many are looked for before one has to ask for more. */
const least = 10

export type History = Omit<ApiPages<never>, 'entries'> & {
  /** Stamps that do not wait any more, newest first. */
  items: readonly Received[]
  /** Ids of all stamps that were fetched for it, also of those that wait. */
  stampIds: ReadonlySet<string>
}

/** What was answered, or ended without an answer, page by page. */
export function useHistory(inboxId: Hex): History {
  const { entries, ...pages } = useApiPages('listInboxStamps', { inboxId, limit: 50 })
  const { hasMore, isLoadingMore, error, loadMore } = pages
  const received = useMemo(() => entries.map(ofStamp), [entries])
  // How many it is changes with the clock, and only then is anything rendered again.
  const count = useSyncExternalStore(sharedClock.subscribe, () => overOf(received).length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count says what the clock has changed.
  const items = useMemo(() => overOf(received), [received, count])
  const stampIds = useMemo(() => new Set<string>(received.map(({ id }) => id)), [received])
  const isShort = count < least && hasMore && !isLoadingMore && !error && entries.length < 1_000
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of entries says when there is another page to fetch.
  useEffect(() => {
    if (isShort) loadMore()
  }, [isShort, entries.length])
  return { ...pages, items, stampIds }
}

function overOf(received: readonly Received[]): readonly Received[] {
  const now = sharedClock.now()
  return received.filter((one) => !isWaiting(one, now))
}
