import type { ReactNode } from 'react'
import styles from './Editable.module.css'

/** Beside a button that is disabled: why this wallet may not. */
export function Refusal({
  id,
  children,
}: {
  /** For the button's `aria-describedby`. */
  id?: string | undefined
  children: string | undefined
}): ReactNode {
  if (children === undefined) return null
  return (
    <span id={id} className={styles.reason}>
      {children}
    </span>
  )
}
