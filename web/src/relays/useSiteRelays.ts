import { useQueries } from '@tanstack/react-query'
import { useApiClient } from '../api/useApiClient.ts'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { useSite } from '../config/useSite.ts'
import { lookUpRelay } from './lookUpRelay.ts'
import type { RelayProblem, SiteRelay } from './SiteRelay.ts'

/** The relays of the site, as far as they answered, and what is wrong with the others. */
export type SiteRelays = {
  relays: readonly SiteRelay[]
  problems: readonly RelayProblem[]
  isPending: boolean
  retry(): void
}

/** Looks every relay up that the site may ask, on the chain that the page is about. */
export function useSiteRelays(): SiteRelays {
  const { relayUrls } = useSite()
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const api = useApiClient()
  const answers = useQueries({
    queries: relayUrls.map((url) => ({
      queryKey: ['relay', caip2, url],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        lookUpRelay(client, { url, chain: caip2, contracts, api, signal }),
      staleTime: 60_000,
      retry: 1,
    })),
  })
  return {
    relays: answers.flatMap(({ data }) => data ?? []),
    problems: answers.flatMap(({ error, data }, index) => {
      const url = relayUrls[index] ?? ''
      if (!error || data) return []
      return [{ url, problem: error.message }]
    }),
    isPending: answers.some(({ isPending }) => isPending),
    retry: () => {
      for (const { isError, refetch } of answers) if (isError) void refetch()
    },
  }
}
