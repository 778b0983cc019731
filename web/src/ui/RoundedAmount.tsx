import type { ReactNode } from 'react'
import { Amount } from './Amount.tsx'
import { classes } from './classes.ts'
import styles from './RoundedAmount.module.css'
import { roundedDown } from './roundedDown.ts'
import { Tooltip } from './Tooltip.tsx'
import hidden from './VisuallyHidden.module.css'

/**
 * What somebody has, where it is only information: `≈ 9999.99947 ETH`, rounded down where it has more digits than a person reads.
 *
 * It is exact on hover, focus or tap, and to a screen reader. Money that is paid, moved or owed is an {@link Amount}.
 */
export function RoundedAmount({
  value,
  token,
}: {
  /** In the token's smallest unit; not negative. */
  value: bigint
  token: { symbol: string; decimals: number }
}): ReactNode {
  const rounded = roundedDown(value, token.decimals)
  const exact = <Amount value={value} token={token} />
  if (rounded === value) return exact
  return (
    <Tooltip content={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact amount is for the keyboard too. */}
      <span tabIndex={0} className={styles.rounded}>
        <span aria-hidden="true">
          ≈&#x202f;
          <Amount value={rounded} token={token} />
        </span>
        <span className={classes(hidden.hidden, styles.exact)}>{exact}</span>
      </span>
    </Tooltip>
  )
}
