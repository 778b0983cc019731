import type { ReactNode } from 'react'
import { useEffect } from 'react'
import styles from './Page.module.css'

/** A page's heading and content. Sets the title of the document. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  /** Plain text: it is the document's title too. */
  title: string
  /** One or two sentences: what this page is for. */
  lead?: ReactNode
  /** Buttons beside the heading. */
  actions?: ReactNode
  children?: ReactNode
}): ReactNode {
  useEffect(() => {
    document.title = title === 'Pennypost' ? title : `${title} · Pennypost`
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
