import type { ReactNode } from 'react'
import styles from './StampSheet.module.css'

/** A sheet with the perforated edge of a postage stamp: for the one thing of a page that is a stamp, or its hero. */
export function StampSheet({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={styles.outline}>
      <div className={styles.sheet}>{children}</div>
    </div>
  )
}
