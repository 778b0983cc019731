import type { ReactNode } from 'react'
import styles from './Amount.module.css'
import { exactDecimals } from './exactDecimals.ts'
import { inThrees } from './inThrees.ts'

/**
 * An amount of a token, exact to its smallest unit, with its symbol. What is copied of it has no spaces in the number.
 *
 * In a sentence that is a string, `facts/amountText`; where a balance is only information, `RoundedAmount`.
 */
export function Amount({
  value,
  token,
}: {
  /** In the token's smallest unit. */
  value: bigint
  token: { symbol: string; decimals: number }
}): ReactNode {
  const { sign, whole, fraction } = exactDecimals(value, token.decimals)
  return (
    <span className={styles.amount}>
      <span>
        {sign}
        {inThrees(whole).map((three, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: digits have no other name than their place.
          <span key={index} className={styles.three}>
            {three}
          </span>
        ))}
        {fraction && `.${fraction}`}
      </span>{' '}
      <span>{token.symbol}</span>
    </span>
  )
}
