import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import { ChartMarker } from './ChartMarker.tsx'
import type { ChartProps } from './chartProps.ts'
import { classes } from './classes.ts'
import { seriesClass } from './seriesClass.ts'

/** Keeps the room that what is pointed at may take, so that nothing moves. */
const longest = (texts: readonly string[]) =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '')

/** Which mark is which series, and what each is at the place under the pointer. */
export function ChartKey({
  id,
  kind,
  series,
  format,
  pointed,
  labels,
}: {
  /** Of the chart, whose hatches these are. */
  id: string
  kind: 'bars' | 'lines'
  series: ChartProps['series']
  format(value: number): string
  pointed: number | undefined
  labels: readonly string[]
}): ReactNode {
  return (
    <div aria-hidden="true" className={styles.key}>
      {series.map((one, index) => (
        <span key={one.id} className={styles.entry}>
          <svg
            aria-hidden="true"
            viewBox="0 0 24 12"
            className={classes(styles.swatch, seriesClass(index))}
          >
            {kind === 'bars' ? (
              <g>
                <rect className={styles.bar} x="6" y="0" width="12" height="12" />
                <rect fill={`url(#${id}hatch${index})`} x="6" y="0" width="12" height="12" />
              </g>
            ) : (
              <g>
                <path className={styles.line} d="M0 6h24" />
                <ChartMarker series={index} x="12" y="6" />
              </g>
            )}
          </svg>
          {one.label}
          <span className={styles.read}>
            <span className={styles.room}>{longest(one.values.map(format))}</span>
            {pointed !== undefined && <strong>{format(one.values[pointed] ?? 0)}</strong>}
          </span>
        </span>
      ))}
      <span className={classes(styles.read, styles.at)}>
        <span className={styles.room}>{longest(labels)}</span>
        {pointed !== undefined && <span>{labels[pointed]}</span>}
      </span>
    </div>
  )
}
