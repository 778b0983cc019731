import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Stack.module.css'

export type Gap = 'small' | 'normal' | 'large'

/** Things below each other. */
export function Stack({
  gap = 'normal',
  children,
}: {
  gap?: Gap | undefined
  children: ReactNode
}): ReactNode {
  return <div className={classes(styles.stack, styles[gap])}>{children}</div>
}
