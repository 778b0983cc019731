import type { ReactNode } from 'react'
import styles from './Badge.module.css'
import { classes } from './classes.ts'

/** How something turned out; one colour each, everywhere. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

/** A state in a word or two. The word says it; the colour only helps. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  tone?: Tone | undefined
  children: ReactNode
}): ReactNode {
  return <span className={classes(styles.badge, styles[tone])}>{children}</span>
}
