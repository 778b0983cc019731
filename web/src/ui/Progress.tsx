import { Progress as Base } from '@base-ui/react/progress'
import type { ReactNode } from 'react'
import styles from './Progress.module.css'

/** How much of something is done. */
export function Progress({
  value,
  max,
  label,
}: {
  /** `undefined`: nobody knows yet. */
  value: number | undefined
  max: number
  label: string
}): ReactNode {
  return (
    <Base.Root value={value ?? null} max={max} className={styles.progress}>
      <Base.Label className={styles.label}>{label}</Base.Label>
      <span className={styles.count} aria-hidden="true">
        {value === undefined ? '' : `${value} of ${max}`}
      </span>
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.indicator} />
      </Base.Track>
    </Base.Root>
  )
}
