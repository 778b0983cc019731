import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { TokenAmount } from './TokenAmount.tsx'

/** Amounts of several tokens, one after another: `0.002 ETH and 1.5 USDX`. */
export function TokenAmounts({
  amounts,
}: {
  amounts: readonly { token: Address; amount: bigint }[]
}): ReactNode {
  return amounts.map(({ token, amount }, place) => (
    <span key={token}>
      {place > 0 && (place === amounts.length - 1 ? ' and ' : ', ')}
      <TokenAmount token={token} value={amount} />
    </span>
  ))
}
