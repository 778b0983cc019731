import type { ReactNode } from 'react'
import styles from './Chart.module.css'

const lines = ['', 'M-1 7L7-1M-1 1L1-1M5 7L7 5', 'M0 3h6', 'M3 0v6'] as const

/** What lies over the bars of the second to fourth series, so that they differ without colour too. */
export function ChartHatches({ id }: { id: string }): ReactNode {
  return (
    <defs>
      {lines.map((path, index) => (
        <pattern
          key={path}
          id={`${id}hatch${index}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
        >
          <path className={styles.hatching} d={path} />
        </pattern>
      ))}
    </defs>
  )
}
