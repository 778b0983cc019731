import type { ReactNode } from 'react'
import styles from './Chart.module.css'

const shapes = [
  'M-3.5 0a3.5 3.5 0 107 0a3.5 3.5 0 10-7 0',
  'M-3.2-3.2h6.4v6.4h-6.4z',
  'M0-4.4L4.4 0 0 4.4-4.4 0z',
  'M0-4.2L4 3.2h-8z',
] as const

/** A point of a line; each series has a shape of its own. */
export function ChartMarker({
  series,
  x,
  y,
}: {
  series: number
  /** An SVG length. */
  x: string
  y: string
}): ReactNode {
  return (
    <svg aria-hidden="true" x={x} y={y} overflow="visible">
      <path className={styles.point} d={shapes[series % shapes.length]} />
    </svg>
  )
}
