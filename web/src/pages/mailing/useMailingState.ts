import type { GetMailingReturnType } from '@pennypost/sdk'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { useMailingContext } from './useMailingContext.ts'

/** Where a mailing is in its life, by the site's node: asked again whenever the chain has news. */
export function useMailingState(mailingId: Hex): UseQueryResult<GetMailingReturnType> {
  const { client, chain } = useMailingContext()
  return useQuery({
    queryKey: [chain.caip2, 'mailing state', mailingId],
    queryFn: async () => {
      const { getMailing } = await import('../../config/chainReads.ts')
      return await getMailing(client, { mailingId, contracts: chain.contracts })
    },
  })
}
