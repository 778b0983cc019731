import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useChain } from '../../../config/useChain.ts'
import { usePublicClient } from '../../../config/usePublicClient.ts'

/** Whether an address is registered as a relay, by the chain itself; `undefined`: not known yet. */
export function useIsRelay(address: Address): boolean | undefined {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data } = useQuery({
    queryKey: [caip2, 'isRelay', address],
    async queryFn() {
      const { getRelay } = await import('../../../config/chainReads.ts')
      return (await getRelay(client, { relay: address, contracts })) !== undefined
    },
    retry: false,
    networkMode: 'always',
    refetchInterval: ({ state }) => state.error !== null && 10_000,
  })
  return data
}
