import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/** What the gas of a deposit may cost, in wei. */
export type GasReserve = {
  /** As prices are now. */
  least: bigint
  /** With room for prices to rise until it is sent, and for wallets, that offer more gas and twice the price: four times as much. */
  ample: bigint
}

/**
 * What has to stay in a wallet so that it can pay the gas of a deposit.
 *
 * @param isWanted - Whether anybody asks.
 * @returns Undefined: not known yet.
 */
export function useGasReserve(account: Address, isWanted: boolean): GasReserve | undefined {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data } = useQuery({
    queryKey: [caip2, 'gasReserve', account],
    queryFn: async (): Promise<GasReserve> => {
      const { deposit } = await import('../../acts/actions.ts')
      const [gas, fees] = await Promise.all([
        deposit
          .estimateGas(client, { contracts, account, token: zeroAddress, to: account, amount: 1n })
          // An account with nothing has nothing to pay in either.
          .catch(() => 100_000n),
        client.estimateFeesPerGas(),
      ])
      const least = gas * fees.maxFeePerGas
      return { least, ample: least * 4n }
    },
    enabled: isWanted,
    refetchInterval: 30_000,
    meta: { live: false },
  })
  return data
}
