import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Row.module.css'
import type { Gap } from './Stack.tsx'

/** Things beside each other. */
export function Row({
  gap = 'small',
  wrap = true,
  align = 'center',
  justify = 'start',
  children,
}: {
  gap?: Gap | undefined
  wrap?: boolean | undefined
  align?: 'start' | 'center' | 'end' | 'baseline' | undefined
  justify?: 'start' | 'between' | 'end' | undefined
  children: ReactNode
}): ReactNode {
  return (
    <div
      className={classes(
        styles.row,
        styles[gap],
        wrap && styles.wrap,
        styles[`align-${align}`],
        styles[`justify-${justify}`],
      )}
    >
      {children}
    </div>
  )
}
