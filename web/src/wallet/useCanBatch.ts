import { useQuery } from '@tanstack/react-query'
import { createClient, custom } from 'viem'
import { getCapabilities } from 'viem/actions'
import { useConnection } from 'wagmi'
import type { Eip1193Provider } from './eip1193.ts'

/** Whether the connected wallet makes several calls one on the chain where it is (EIP-5792, `atomic`). */
export function useCanBatch(): boolean {
  const { address, chainId, connector, status } = useConnection()
  const { data } = useQuery({
    queryKey: ['wallet', 'canBatch', connector?.uid, address, chainId],
    enabled: status === 'connected',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      if (!connector || !address || !chainId) return false
      try {
        const provider = (await connector.getProvider()) as Eip1193Provider
        const client = createClient({ transport: custom(provider, { retryCount: 0 }) })
        const { atomic } = await getCapabilities(client, { account: address, chainId })
        return atomic?.status === 'supported' || atomic?.status === 'ready'
      } catch {
        // Wallets that do not know the question cannot do it.
        return false
      }
    },
  })
  return data ?? false
}
