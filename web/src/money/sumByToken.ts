import type { Address } from 'viem'
import { getAddress } from 'viem'

/** Sums of amounts, one for each token, in the order in which the tokens first come. */
export function sumByToken(
  amounts: Iterable<{ token: Address; amount: bigint }>,
): readonly { token: Address; amount: bigint }[] {
  const sums = new Map<Address, bigint>()
  for (const { token, amount } of amounts) {
    const key = getAddress(token)
    sums.set(key, (sums.get(key) ?? 0n) + amount)
  }
  return [...sums].map(([token, amount]) => ({ token, amount }))
}
