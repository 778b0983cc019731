import type { ApiParameters, ListEntry, ListOperationId } from '@pennypost/sdk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Caip2 } from '../config/caip2.ts'
import { useChain } from '../config/useChain.ts'
import { apiKey } from './apiKey.ts'
import { askAgain } from './askAgain.ts'
import { noteBlock } from './feedChanges.ts'
import { listFields } from './listFields.ts'
import { useApiClient } from './useApiClient.ts'

export type ApiPages<entry> = {
  /** Of all pages so far. */
  entries: readonly entry[]
  /** Nothing is there yet. */
  isPending: boolean
  error: Error | null
  hasMore: boolean
  loadMore(): void
  isLoadingMore: boolean
  /** Asks for all of it again. */
  refetch(): void
}

type Page = Readonly<Record<string, unknown>> & { nextCursor?: string | undefined }

/**
 * A list of the API, page by page, asked again when the chain has news.
 *
 * @param parameters - `undefined`: not asked. `limit` is how many a page has.
 *
 * @example
 * const { entries, hasMore, loadMore } = useApiPages('listInboxStamps', { inboxId, limit: 20 })
 */
export function useApiPages<id extends ListOperationId>(
  id: id,
  parameters: Omit<ApiParameters<id, Caip2>, 'cursor'> | undefined,
): ApiPages<ListEntry<id>> {
  const { caip2 } = useChain()
  const api = useApiClient()
  const query = useInfiniteQuery({
    queryKey: apiKey(caip2, id, parameters, 'pages'),
    queryFn: async ({ pageParam: cursor, signal }) => {
      // Safety: `id` names a method that takes these and a cursor, and answers with a page.
      const ask = api[id] as unknown as (
        parameters: unknown,
        options: { signal: AbortSignal },
      ) => Promise<Page>
      const page = await ask({ ...parameters, cursor }, { signal })
      noteBlock(caip2, page)
      return page
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled: parameters !== undefined,
    meta: { live: true },
    retry: false,
    // A local API is there, whatever the browser thinks of its network.
    networkMode: 'always',
    refetchInterval: ({ state }) => askAgain(caip2, state.error),
  })
  const { data, fetchNextPage, refetch } = query
  const entries = useMemo(
    () => (data?.pages ?? []).flatMap((page) => page[listFields[id]] as readonly ListEntry<id>[]),
    [data, id],
  )
  return {
    entries,
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    loadMore: () => void fetchNextPage({ cancelRefetch: false }),
    isLoadingMore: query.isFetchingNextPage,
    refetch: () => void refetch(),
  }
}
