import type { ReactNode } from 'react'
import { perforatedEdge } from './perforatedEdge.ts'
import styles from './Seal.module.css'

const edge = perforatedEdge(6, 7, 5, 1.5)

/** The mark of the site: a postage stamp, on it a letter whose seal is a penny. Nothing to a screen reader. */
export function Seal({
  size = '1.75rem',
}: {
  /** Its height, as a CSS length. */
  size?: string | undefined
}): ReactNode {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 30 35"
      className={styles.seal}
      style={{ height: size, width: `calc(${size} * 30 / 35)` }}
    >
      <path className={styles.paper} d={edge} />
      <path className={styles.flap} d="M3.5 4.5h23L15 19.5z" />
      <circle className={styles.penny} cx="15" cy="19" r="5" />
    </svg>
  )
}
