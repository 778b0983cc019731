import { useQuery } from '@tanstack/react-query'
import { useChain } from '../../../config/useChain.ts'
import { usePublicClient } from '../../../config/usePublicClient.ts'

/** When blocks were, in Unix seconds by number, as far as the node has said. */
export function useBlockTimes(numbers: readonly bigint[]): ReadonlyMap<bigint, number> {
  const { caip2 } = useChain()
  const client = usePublicClient()
  const wanted = [...new Set(numbers)].map(String)
  const { data } = useQuery({
    queryKey: [caip2, 'blockTimes', wanted],
    queryFn: async () => {
      const blocks = await Promise.all(
        wanted.map((number) => client.getBlock({ blockNumber: BigInt(number) })),
      )
      return new Map(blocks.map(({ number, timestamp }) => [number, Number(timestamp)]))
    },
    enabled: wanted.length > 0,
    placeholderData: (former) => former,
    retry: false,
    networkMode: 'always',
    refetchInterval: ({ state }) => state.error !== null && 10_000,
  })
  return data ?? none
}

const none: ReadonlyMap<bigint, number> = new Map()
