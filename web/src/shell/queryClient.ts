import { QueryClient } from '@tanstack/react-query'

/** What was asked is kept for minutes: the live feed says when it is no longer true. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, gcTime: 10 * 60_000, retry: 1, refetchOnWindowFocus: false },
  },
})
