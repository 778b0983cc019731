import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/** The inbox that a wallet would register next. */
export type NextInbox = { inboxNonce: bigint; inboxId: Hex }

/** More inboxes than anybody made of one wallet: asking ends somewhere. */
const mostTried = 64n

/**
 * The inbox that a wallet would register next, by the site's node: its first one, unless that was registered before and left.
 */
export function useNextInbox(account: Address): UseQueryResult<NextInbox> {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  return useQuery({
    queryKey: [caip2, 'nextInbox', account],
    async queryFn() {
      const { getInbox, inboxIdOf } = await import('../../config/chainReads.ts')
      for (let inboxNonce = 0n; inboxNonce < mostTried; inboxNonce += 1n) {
        const inboxId = inboxIdOf(account, inboxNonce)
        if (!(await getInbox(client, { inboxId, contracts }))) return { inboxNonce, inboxId }
      }
      throw new Error('This wallet has made more inboxes than this page can count.')
    },
  })
}
