import type { UseQueryResult } from '@tanstack/react-query'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../../../api/useApi.ts'
import { useChain } from '../../../config/useChain.ts'
import { usePublicClient } from '../../../config/usePublicClient.ts'
import type { ChainEvent } from './ChainEvent.ts'
import type { Topics } from './readEvents.ts'

export type Events = {
  events: readonly ChainEvent[]
  fromBlock: bigint
  /** Whether that is all there ever was. */
  isWhole: boolean
}

/** Blocks that are asked for where a node refuses more. */
const ranges = [10_000n, 1_000n, 100n]

/**
 * What the contracts said, from the site's node, newest first: of all time, or as far back as the node gives it at once.
 *
 * @param most - Blocks back, at most; unless told, all of them.
 */
export function useEvents(topics: readonly Topics[], most?: bigint): UseQueryResult<Events> {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data, isPending } = useApi('getChains', {})
  const chain = data?.chains.find((one) => one.chain === caip2)
  const first = Object.values(chain?.contracts ?? {}).reduce<bigint>((least, { block }) => {
    const number = BigInt(block)
    return least < 0n || number < least ? number : least
  }, -1n)
  return useQuery({
    queryKey: [caip2, 'events', topics, String(first), String(most)],
    queryFn: async () => {
      const { readEvents } = await import('./readEvents.ts')
      const toBlock = await client.getBlockNumber({ cacheTime: 0 })
      const start = first < 0n ? 0n : first
      const wanted = [toBlock - start, ...ranges].filter(
        (range) => (most === undefined || range <= most) && range <= toBlock - start,
      )
      if (most !== undefined && most < toBlock - start) wanted.unshift(most)
      let refusal: unknown
      for (const range of wanted) {
        const fromBlock = toBlock - range
        try {
          const events = await readEvents({ client, contracts, topics, fromBlock, toBlock })
          return { events, fromBlock, isWhole: fromBlock <= start && first >= 0n }
        } catch (error) {
          refusal = error
        }
      }
      throw refusal
    },
    // An API that is gone only means that nobody knows where to begin.
    enabled: !isPending,
    placeholderData: keepPreviousData,
    retry: false,
    networkMode: 'always',
    refetchInterval: ({ state }) => state.error !== null && 10_000,
  })
}
