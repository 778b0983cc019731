import type { QueryClient } from '@tanstack/react-query'
import type { Caip2 } from '../config/caip2.ts'

/** Asks again for all of a chain that is shown; what is not shown is asked for when it next is. */
export function invalidateChain(queries: QueryClient, chain: Caip2): Promise<void> {
  return queries.invalidateQueries(
    {
      queryKey: [chain],
      predicate: ({ meta, state }) => meta?.live !== false && state.fetchStatus !== 'paused',
      refetchType: 'active',
    },
    { throwOnError: false },
  )
}
