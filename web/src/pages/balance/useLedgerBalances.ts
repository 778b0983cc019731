import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { getAddress } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/**
 * What an account has in the PostOffice, by token, as the site's node says: for where the API does not.
 *
 * @param isAsked - Whether the node is asked at all.
 */
export function useLedgerBalances(
  account: Address,
  tokens: readonly Address[],
  isAsked: boolean,
): ReadonlyMap<Address, bigint> | undefined {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const asked = tokens.map((token) => getAddress(token)).sort()
  const { data } = useQuery({
    queryKey: [caip2, 'ledgerBalances', account, asked],
    async queryFn() {
      const { getLedgerBalance } = await import('../../config/chainReads.ts')
      const read = async (token: Address) => {
        const balance = await getLedgerBalance(client, { owner: account, token, contracts })
        return [token, balance] as const
      }
      return new Map(await Promise.all(asked.map(read)))
    },
    enabled: isAsked,
    retry: 1,
  })
  return data
}
