import { useMemo } from 'react'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import { useApiPages } from '../../api/useApiPages.ts'
import { useOfferedTokens } from '../../money/useOfferedTokens.ts'
import { useLedgerBalances } from './useLedgerBalances.ts'
import { useWalletBalances } from './useWalletBalances.ts'

/** What an account has in one token. */
export type Holding = {
  token: Address
  /** In the PostOffice. */
  credit: bigint
  /** In the wallet itself; undefined: not known. */
  own: bigint | undefined
}

export type Holdings = {
  holdings: readonly Holding[]
  isPending: boolean
  error: Error | null
  hasMore: boolean
  isLoadingMore: boolean
  loadMore(): void
  refetch(): void
}

/**
 * What an account has, by token: the native one, those of its balance, those that relays take, and whichever are named.
 *
 * @param named - Tokens to show whatever the account has of them.
 */
export function useHoldings(account: Address, named: readonly Address[]): Holdings {
  const list = useApiPages('getAccount', { address: account, limit: 50 })
  const offered = useOfferedTokens(nothing)
  const credits = useMemo(
    () =>
      new Map(
        list.entries.map(({ token, amount }) => [getAddress(token), BigInt(amount)] as const),
      ),
    [list.entries],
  )
  const tokens = [
    ...new Set([
      zeroAddress,
      ...credits.keys(),
      ...[...named, ...offered].map((one) => getAddress(one)),
    ]),
  ]
  const { balances } = useWalletBalances(account, tokens)
  // What the API does not say, the node does: nobody is kept from a withdrawal by an API.
  const ledger = useLedgerBalances(account, tokens, list.error !== null)
  return {
    holdings: tokens.map((token) => ({
      token,
      credit: (list.error && ledger?.get(token)) ?? credits.get(token) ?? 0n,
      own: balances?.[token],
    })),
    ...{ isPending: list.isPending, error: list.error, hasMore: list.hasMore },
    ...{ isLoadingMore: list.isLoadingMore, loadMore: list.loadMore, refetch: list.refetch },
  }
}

const nothing: readonly Address[] = []
