import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useApi } from '../api/useApi.ts'

/** Tokens that are worth offering: the native one, and those that relays carry letters for. Most taken first. */
export function useOfferedTokens(taken: readonly Address[]): readonly Address[] {
  const { data } = useApi('listRelays', { active: true, limit: 100 }, { live: false })
  const counts = new Map<Address, number>([[zeroAddress, Number.MAX_SAFE_INTEGER]])
  for (const { prices } of data?.relays ?? []) {
    for (const { token } of prices) counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([token]) => token)
    .filter((token) => !taken.some((other) => isAddressEqual(other, token)))
}
