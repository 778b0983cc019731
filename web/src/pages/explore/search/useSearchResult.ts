import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useApiClient } from '../../../api/useApiClient.ts'
import { useChain } from '../../../config/useChain.ts'
import { usePublicClient } from '../../../config/usePublicClient.ts'
import type { SearchResult } from './Found.ts'
import { parseSearch } from './parseSearch.ts'

/** What came of looking for a text. @param text - Where `parseSearch` makes nothing of it, nobody is asked. */
export function useSearchResult(text: string): UseQueryResult<SearchResult> {
  const { caip2 } = useChain()
  const api = useApiClient()
  const client = usePublicClient()
  const search = parseSearch(text)
  return useQuery({
    queryKey: [caip2, 'search', search],
    queryFn: async ({ signal }) => {
      const { lookUp } = await import('./lookUp.ts')
      return lookUp(search, { api, client, signal })
    },
    enabled: search.kind !== 'nothing' && search.kind !== 'unreadable',
    staleTime: 0,
    retry: false,
    networkMode: 'always',
  })
}
