import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './Section.module.css'

/** A part of a page with its heading (h2), named by it to a screen reader. */
export function Section({
  title,
  lead,
  actions,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.header}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
