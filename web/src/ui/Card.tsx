import type { ReactNode } from 'react'
import styles from './Card.module.css'

/** A sheet for something that stands by itself, with a heading (h3) if it has one. */
export function Card({ title, children }: { title?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <div className={styles.card}>
      {title && <h3 className={styles.title}>{title}</h3>}
      {children}
    </div>
  )
}
