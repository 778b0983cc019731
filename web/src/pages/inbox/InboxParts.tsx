import type { ReactNode } from 'react'
import { useEffect } from 'react'
import styles from './InboxParts.module.css'

/** Parts of a long page, each with a url of its own, and the way to each of them. */
export function InboxParts({
  parts,
}: {
  parts: readonly { id: string; label: string; content: ReactNode }[]
}): ReactNode {
  useEffect(() => {
    // The parts come later than the url: the browser has looked for them in vain.
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    named?.scrollIntoView()
  }, [])
  return (
    <>
      <nav aria-label="Parts of this inbox" className={styles.nav}>
        <ul>
          {parts.map(({ id, label }) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {parts.map(({ id, content }) => (
        <div key={id} id={id} className={styles.part}>
          {content}
        </div>
      ))}
    </>
  )
}
