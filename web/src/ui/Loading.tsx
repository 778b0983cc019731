import type { ReactNode } from 'react'
import styles from './Loading.module.css'
import { Spinner } from './Spinner.tsx'

/** Says what is being waited for. */
export function Loading({ label }: { label: ReactNode }): ReactNode {
  return (
    <div role="status" className={styles.loading}>
      <Spinner />
      <span>{label}</span>
    </div>
  )
}
