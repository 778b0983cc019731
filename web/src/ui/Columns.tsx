import type { ReactNode } from 'react'
import styles from './Columns.module.css'
import { classes } from './classes.ts'

/** As many columns of the same width as there is room for; one on a phone. */
export function Columns({
  min = 'normal',
  children,
}: {
  /** The least width of a column: 12, 18 or 26 rem. */
  min?: 'narrow' | 'normal' | 'wide' | undefined
  children: ReactNode
}): ReactNode {
  return <div className={classes(styles.columns, styles[min])}>{children}</div>
}
