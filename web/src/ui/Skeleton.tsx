import type { ReactNode } from 'react'
import styles from './Skeleton.module.css'

/**
 * Keeps the room of what is still coming, so that nothing moves when it comes.
 *
 * Say beside it what is loading (`Loading`): this is nothing to a screen reader.
 */
export function Skeleton({
  lines,
  width = '100%',
  height = '1em',
}: {
  /** That many lines of text. */
  lines?: number | undefined
  /** A CSS length. */
  width?: string | undefined
  height?: string | undefined
}): ReactNode {
  if (lines === undefined)
    return <span aria-hidden="true" className={styles.bone} style={{ width, height }} />
  return (
    <span aria-hidden="true" className={styles.lines}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className={styles.line} />
      ))}
    </span>
  )
}
