import { useCallback } from 'react'
import type { Hex } from 'viem'
import { useLocation } from 'wouter'

/** Goes to a mailing of this browser, or (without one) to all of them. The chain in the url stays. */
export function useShowMailing(): (mailingId?: Hex) => void {
  const [, navigate] = useLocation()
  return useCallback(
    (mailingId) => {
      const search = new URLSearchParams(location.search)
      search.delete('id')
      if (mailingId) search.set('id', mailingId)
      const query = search.toString()
      navigate(query ? `/mailing?${query}` : '/mailing')
    },
    [navigate],
  )
}
