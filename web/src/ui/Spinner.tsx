import type { ReactNode } from 'react'
import styles from './Spinner.module.css'

/** A small turning mark beside words that say what is under way; nothing to a screen reader. */
export function Spinner(): ReactNode {
  return <span aria-hidden="true" className={styles.spinner} />
}
