import type { ReactNode } from 'react'
import styles from './Facts.module.css'

/** Facts about one thing: what it is, and what it is in this case. */
export function Facts({
  items,
}: {
  items: readonly { label: string; value: ReactNode; hint?: ReactNode }[]
}): ReactNode {
  return (
    <div className={styles.frame}>
      <dl className={styles.facts}>
        {items.map(({ label, value, hint }) => (
          <div key={label} className={styles.fact}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.value}>
              {value}
              {hint && <div className={styles.hint}>{hint}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
