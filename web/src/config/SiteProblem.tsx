import type { ReactNode } from 'react'
import styles from './SiteProblem.module.css'

/** A page in place of the whole site, where that cannot be shown. */
export function SiteProblem({
  title,
  children,
}: {
  title: string
  children: ReactNode
}): ReactNode {
  return (
    <main role="alert" className={styles.problem}>
      <title>{`${title} · Pennypost`}</title>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
