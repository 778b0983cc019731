import type { GetInboxReturnType } from '@pennypost/sdk'
import { useQuery } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/**
 * An inbox that a wallet is about to join, by the site's node.
 *
 * @returns `inbox` is null where there is none, and undefined while nothing was read; `isError`: the node does not answer.
 */
export function useJoinedInbox(inboxId: Hex): {
  inbox: GetInboxReturnType | null
  isError: boolean
} {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data, isError } = useQuery({
    queryKey: [caip2, 'inboxToJoin', inboxId],
    async queryFn() {
      const { getInbox } = await import('../../config/chainReads.ts')
      return (await getInbox(client, { inboxId, contracts })) ?? null
    },
  })
  return { inbox: data, isError }
}
