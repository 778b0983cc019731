import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import { ChartFrame } from './ChartFrame.tsx'
import type { ChartProps } from './chartProps.ts'
import { seriesClass } from './seriesClass.ts'

/** Amounts at each place, as bars beside each other. For at most some 40 places. */
export function BarChart(props: ChartProps): ReactNode {
  const { labels, series } = props
  const band = 100 / Math.max(1, labels.length)
  const width = (band * 0.8) / Math.max(1, series.length)
  return (
    <ChartFrame
      {...props}
      kind="bars"
      draw={({ top, pointed, id }) => (
        <g>
          {pointed !== undefined && (
            <rect
              className={styles.pointed}
              x={`${pointed * band}%`}
              y="0"
              width={`${band}%`}
              height="100%"
            />
          )}
          {series.map((one, index) => (
            <g key={one.id} className={seriesClass(index)}>
              {one.values.map((value, place) => {
                const box = {
                  x: `${place * band + band * 0.1 + index * width}%`,
                  y: `${100 - (value / top) * 100}%`,
                  width: `${width * 0.92}%`,
                  height: `${(value / top) * 100}%`,
                }
                return (
                  <g key={labels[place]}>
                    <rect className={styles.bar} {...box} />
                    <rect fill={`url(#${id}hatch${index})`} {...box} />
                  </g>
                )
              })}
            </g>
          ))}
        </g>
      )}
    />
  )
}
