import { useQueries } from '@tanstack/react-query'
import type { Address } from 'viem'
import { erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { tokenText } from '../../facts/tokenText.ts'
import type { MailingContext } from './MailingContext.ts'
import { useMailingContext } from './useMailingContext.ts'

export type NamedToken = { address: Address; symbol: string; decimals: number }

/** Symbols and decimals of tokens, as far as they say both; those that do not are left out. */
export function useTokens(addresses: readonly Address[]): readonly NamedToken[] {
  const context = useMailingContext()
  return useQueries({
    queries: addresses.map((address) => ({
      queryKey: [context.chain.caip2, 'mailing token', address],
      queryFn: () => ask(context, address),
      staleTime: Number.POSITIVE_INFINITY,
      meta: { live: false },
      retry: 1,
    })),
  }).flatMap(({ data }) => data ?? [])
}

async function ask({ client, chain }: MailingContext, address: Address): Promise<NamedToken> {
  if (isAddressEqual(address, zeroAddress)) {
    const { symbol, decimals } = chain.nativeCurrency
    return { address, symbol, decimals }
  }
  const [symbol, decimals] = await Promise.all([
    readContract(client, { address, abi: erc20Abi, functionName: 'symbol' }),
    readContract(client, { address, abi: erc20Abi, functionName: 'decimals' }),
  ])
  return { address, symbol: tokenText(symbol) ?? address, decimals }
}
