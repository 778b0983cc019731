import { useEffect, useMemo, useState } from 'react'
import type { Hex } from 'viem'
import type { ApiPages } from '../../api/useApiPages.ts'
import { useApiPages } from '../../api/useApiPages.ts'
import type { ReceivedLetter } from '../../relays/ReceivedLetter.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import { isWaiting } from './isWaiting.ts'
import type { Shown } from './keepShown.ts'
import { keepShown } from './keepShown.ts'
import type { Received } from './Received.ts'
import { ofMail, ofStamp } from './Received.ts'
import { useMails } from './useMails.ts'

/** So many of a status are fetched by themselves, to know which end soonest. */
const mostFetched = 2_000

export type Waiting = {
  /** Undefined: not known yet. */
  shown: Shown | undefined
  /** All letters of mailings that are known, also those that do not wait. */
  mails: readonly Received[]
  error: Error | null
  /** Whether more wait than are fetched: then what is shown may not be what ends soonest. */
  isPart: boolean
  /** Fetches more of those. */
  loadMore(): void
  retry(): void
}

/** The stakes that wait for the inbox's answer, in an order that stays. Make it anew for another inbox or chain. */
export function useWaiting(
  inboxId: Hex,
  letters: readonly ReceivedLetter[] | undefined,
  /** Whether all letters that are kept here are known, or cannot be. */
  areLettersRead: boolean,
  /** Ids of stamps that were answered, as far as they are known. */
  answered: ReadonlySet<string>,
): Waiting {
  const open = useApiPages('listInboxStamps', { inboxId, status: 'open', limit: 200 })
  const admitted = useApiPages('listInboxStamps', { inboxId, status: 'admitted', limit: 200 })
  useAllPages(open)
  useAllPages(admitted)
  const isReady = isFetched(open) && isFetched(admitted)

  const stamps = useMemo(() => {
    // One that is just being admitted may be in both.
    const byId = new Map([...open.entries, ...admitted.entries].map((one) => [one.stampId, one]))
    return [...byId.values()].map(ofStamp)
  }, [open.entries, admitted.entries])
  const stampIds = useMemo(
    () => (isReady ? new Set<string>([...stamps.map(({ id }) => id), ...answered]) : undefined),
    [isReady, stamps, answered],
  )
  const { mails, isPending } = useMails(inboxId, letters, stampIds)
  const [openedAt] = useState(sharedClock.now)
  const received = useMemo(() => {
    const since = new Map(letters?.map(({ letterHash, receivedAt }) => [letterHash, receivedAt]))
    return mails.map((mail) => ofMail(mail, since.get(mail.letterHash) ?? 0))
  }, [mails, letters])

  const all = useMemo(() => [...stamps, ...received], [stamps, received])
  const [kept, setKept] = useState<{ from: readonly Received[]; shown: Shown }>()
  // Letters that are kept here are waited for: what ends soonest may be among them.
  const isFirst = isReady && areLettersRead && !isPending
  if ((isFirst || kept) && kept?.from !== all) {
    const waiting = all.filter((one) => isWaiting(one, sharedClock.now()))
    setKept({ from: all, shown: keepShown(kept?.shown, waiting, { all, openedAt }) })
  }
  return {
    shown: kept?.shown,
    mails: received,
    error: open.error ?? admitted.error,
    isPart: [open, admitted].some(
      ({ hasMore, entries }) => hasMore && entries.length >= mostFetched,
    ),
    loadMore: () => {
      for (const list of [open, admitted]) if (list.hasMore) list.loadMore()
    },
    retry: () => {
      open.refetch()
      admitted.refetch()
    },
  }
}

/** Fetches the pages of a list one after another. */
function useAllPages({
  entries,
  hasMore,
  isLoadingMore,
  error,
  loadMore,
}: ApiPages<unknown>): void {
  const wants = hasMore && !isLoadingMore && !error && entries.length < mostFetched
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of entries says when there is another page to fetch.
  useEffect(() => {
    if (wants) loadMore()
  }, [wants, entries.length])
}

/** Whether all of it is there, or as much as is fetched: what ends soonest may be on the last page. */
function isFetched({ entries, isPending, hasMore }: ApiPages<unknown>): boolean {
  return !isPending && (!hasMore || entries.length >= mostFetched)
}
