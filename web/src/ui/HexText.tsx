import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'
import styles from './HexText.module.css'
import { Icon } from './Icon.tsx'
import { shortHex } from './shortHex.ts'
import { Tooltip } from './Tooltip.tsx'
import { useChainHref } from './useChainHref.ts'
import { useCopy } from './useCopy.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type HexKind = 'id' | 'address' | 'hash'

/** An id, an address or a hash: short, with the whole of it on hover, focus or tap, and a copy. */
export function HexText({
  value,
  kind,
  href,
  full = false,
}: {
  value: string
  kind: HexKind
  /** Where more of it is told. Keeps the `?chain`. */
  href?: string | undefined
  /** All of it, over as many lines as it takes. */
  full?: boolean | undefined
}): ReactNode {
  const to = useChainHref(href ?? '')
  const { hasCopied, copy } = useCopy(value)
  const words = <span className={styles.value}>{full ? value : shortHex(value)}</span>
  return (
    <span className={classes(styles.hex, full && styles.full)}>
      {href ? (
        <Tooltip content={<span className={styles.whole}>{value}</span>}>
          <Link href={to}>{words}</Link>
        </Tooltip>
      ) : (
        words
      )}
      <Tooltip content={<span className={styles.whole}>{value}</span>}>
        <button
          type="button"
          className={styles.copy}
          aria-label={`Copy ${kind} ${shortHex(value)}`}
          onClick={copy}
        >
          <Icon name={hasCopied ? 'check' : 'copy'} />
        </button>
      </Tooltip>
      <span role="status">{hasCopied && <VisuallyHidden>Copied</VisuallyHidden>}</span>
    </span>
  )
}
