import type { ApiAnswer, ApiParameters, OperationId } from '@pennypost/sdk'
import type { UseQueryResult } from '@tanstack/react-query'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Caip2 } from '../config/caip2.ts'
import { useChain } from '../config/useChain.ts'
import { apiKey } from './apiKey.ts'
import { askAgain } from './askAgain.ts'
import { noteBlock } from './feedChanges.ts'
import { useApiClient } from './useApiClient.ts'

export type UseApiOptions = {
  /** Whether it is asked again when the chain has news; so it is, unless told. */
  live?: boolean | undefined
  /** Whether the answer to the former parameters is shown until that to the new ones is there. */
  keep?: boolean | undefined
}

/**
 * One answer of the API, asked again when the chain has news. When the API falls silent, `data` stays as it
 * was, and `error` says why it may be old.
 *
 * @param parameters - `undefined`: not asked. `chain` is that of the page, unless told.
 *
 * @example
 * const { data, error } = useApi('getStamp', { stampId })
 */
export function useApi<id extends OperationId>(
  id: id,
  parameters: ApiParameters<id, Caip2> | undefined,
  { live = true, keep = false }: UseApiOptions = {},
): UseQueryResult<ApiAnswer<id>> {
  const { caip2 } = useChain()
  const api = useApiClient()
  return useQuery<ApiAnswer<id>>({
    queryKey: apiKey(caip2, id, parameters),
    queryFn: async ({ signal }) => {
      // Safety: `id` names the method whose parameters and answer these are.
      const ask = api[id] as unknown as (
        parameters: unknown,
        options: { signal: AbortSignal },
      ) => Promise<ApiAnswer<id>>
      const answer = await ask(parameters, { signal })
      noteBlock(caip2, answer)
      return answer
    },
    enabled: parameters !== undefined,
    meta: { live },
    // The client of the API asks again by itself.
    retry: false,
    // A local API is there, whatever the browser thinks of its network.
    networkMode: 'always',
    refetchInterval: ({ state }) => live && askAgain(caip2, state.error),
    ...(keep && { placeholderData: keepPreviousData }),
  })
}
