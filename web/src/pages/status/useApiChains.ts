import { useEffect } from 'react'
import { useApi } from '../../api/useApi.ts'
import type { ApiChain } from './chainFacts.ts'

/** The chains of the API, asked for every 5 seconds while the page is seen; heads move without news. */
export function useApiChains(): readonly ApiChain[] | 'asking' | 'silent' {
  const { data, isError, refetch } = useApi('getChains', {})
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch()
    }, 5_000)
    return () => clearInterval(timer)
  }, [refetch])
  if (isError) return 'silent'
  return data?.chains ?? 'asking'
}
