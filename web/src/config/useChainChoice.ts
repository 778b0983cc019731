import { useCallback } from 'react'
import { useLocation } from 'wouter'
import type { Caip2 } from './caip2.ts'
import type { ScopedChain } from './scopedChain.ts'
import { useSiteScope } from './useSiteScope.ts'

/** The chains of the site, and how to have the page be about another. */
export function useChainChoice(): {
  chains: readonly ScopedChain[]
  choose(caip2: Caip2): void
} {
  const { chains } = useSiteScope()
  const [path, navigate] = useLocation()
  const choose = useCallback(
    (caip2: Caip2) => {
      const search = new URLSearchParams(location.search)
      search.delete('chain')
      const chain = caip2 === chains[0]?.caip2 ? '' : `chain=${caip2}`
      const query = [search.toString(), chain].filter(Boolean).join('&')
      navigate(query ? `${path}?${query}` : path)
    },
    [chains, path, navigate],
  )
  return { chains, choose }
}
