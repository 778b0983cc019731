import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { erc20Abi, getAddress, isAddressEqual, zeroAddress } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/** What an account has itself, by token; undefined of a token: it does not say. */
export type WalletBalances = Readonly<Record<Address, bigint | undefined>>

/** Asks the site's node what an account has, all in one request: when the chain has news, and now and then, as money comes without any. */
export function useWalletBalances(
  account: Address,
  tokens: readonly Address[],
): { balances: WalletBalances | undefined; error: Error | null } {
  const { caip2 } = useChain()
  const client = usePublicClient()
  const asked = tokens.map((token) => getAddress(token)).sort()
  const { data, error } = useQuery({
    queryKey: [caip2, 'walletBalances', account, asked],
    queryFn: async (): Promise<WalletBalances> => {
      const [native, ...others] = await Promise.all([
        client.getBalance({ address: account }),
        ...asked.map((address) =>
          isAddressEqual(address, zeroAddress)
            ? undefined
            : client
                .readContract({
                  ...{ address, abi: erc20Abi, functionName: 'balanceOf' as const },
                  args: [account],
                })
                .catch(() => undefined),
        ),
      ])
      return {
        ...Object.fromEntries(asked.map((token, place) => [token, others[place]])),
        [zeroAddress]: native,
      }
    },
    placeholderData: (former) => former,
    refetchInterval: 15_000,
    retry: 1,
  })
  return { balances: data, error }
}
