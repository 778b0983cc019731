import { useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/** More of them than these, the first, are not asked about. */
const mostAsked = 5

/** The first of some wallets that the site's node says is linked to an inbox; null: none of them; undefined: not known yet. */
export function useLinkedWallet(
  inboxId: Hex | undefined,
  wallets: readonly Address[] | undefined,
): Address | null | undefined {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const asked = wallets?.slice(0, mostAsked) ?? []
  const { data, isError } = useQuery({
    queryKey: [caip2, 'linkedWallet', inboxId, asked],
    async queryFn() {
      const { getInboxOf } = await import('../../config/chainReads.ts')
      const inboxes = await Promise.all(
        asked.map((wallet) => getInboxOf(client, { wallet, contracts })),
      )
      return asked.find((_, place) => inboxes[place] === inboxId?.toLowerCase()) ?? null
    },
    enabled: inboxId !== undefined && asked.length > 0,
    retry: 1,
  })
  return isError || wallets?.length === 0 ? null : data
}
