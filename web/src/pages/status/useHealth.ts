import { useQuery } from '@tanstack/react-query'

/** Whether something answers, and how quickly. */
export type Health = { state: 'asking' | 'answers' | 'silent'; milliseconds?: number | undefined }

/**
 * Asks `<url>/healthz` every 15 seconds while the page is seen.
 *
 * @param url - Of the API or a relay, with or without a slash at its end.
 */
export function useHealth(url: string): Health {
  const { data, isError } = useQuery({
    queryKey: ['health', url],
    queryFn: async ({ signal }) => {
      const start = performance.now()
      const answer = await fetch(`${url.replace(/\/+$/, '')}/healthz`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
        cache: 'no-store',
      })
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`)
      return Math.round(performance.now() - start)
    },
    retry: false,
    staleTime: 0,
    refetchInterval: 15_000,
  })
  if (isError) return { state: 'silent' }
  return data === undefined ? { state: 'asking' } : { state: 'answers', milliseconds: data }
}
