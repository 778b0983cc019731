import { useQuery } from '@tanstack/react-query'
import { publicClientOf } from '../../config/publicClientOf.ts'
import type { ScopedChain } from '../../config/scopedChain.ts'
import type { Health } from './useHealth.ts'

/** The newest block of the site's node, asked for every 5 seconds while the page is seen. */
export function useNodeHead(chain: ScopedChain): Health & { block?: bigint | undefined } {
  const { data, isError } = useQuery({
    queryKey: ['nodeHead', chain.caip2, chain.rpcUrl],
    queryFn: async () => {
      // Fetched before, so that only the node is timed.
      const { getBlockNumber } = await import('../../config/nodeActions.ts')
      const start = performance.now()
      const block = await getBlockNumber(publicClientOf(chain), { cacheTime: 0 })
      return { block, milliseconds: Math.round(performance.now() - start) }
    },
    retry: false,
    staleTime: 0,
    refetchInterval: 5_000,
  })
  if (isError) return { state: 'silent' }
  return data === undefined ? { state: 'asking' } : { state: 'answers', ...data }
}
