import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartMarker } from './ChartMarker.tsx'
import type { ChartProps } from './chartProps.ts'
import { seriesClass } from './seriesClass.ts'

/** How amounts went from place to place, as lines. */
export function LineChart(props: ChartProps): ReactNode {
  const { labels, series } = props
  const places = Math.max(1, labels.length)
  const across = (place: number) => ((place + 0.5) / places) * 100
  return (
    <ChartFrame
      {...props}
      kind="lines"
      draw={({ top, pointed }) => {
        const down = (value: number) => 100 - (value / top) * 100
        return (
          <g>
            {pointed !== undefined && (
              <line
                className={styles.rod}
                x1={`${across(pointed)}%`}
                x2={`${across(pointed)}%`}
                y1="0"
                y2="100%"
              />
            )}
            {series.map((one, index) => (
              <g key={one.id} className={seriesClass(index)}>
                <svg
                  aria-hidden="true"
                  viewBox="0 0 100 100"
                  preserveAspectRatio="none"
                  overflow="visible"
                >
                  <polyline
                    className={styles.line}
                    points={one.values.map((v, place) => `${across(place)},${down(v)}`).join(' ')}
                  />
                </svg>
                {one.values.map((value, place) =>
                  places <= 16 || place === pointed || place === places - 1 ? (
                    <ChartMarker
                      key={labels[place]}
                      series={index}
                      x={`${across(place)}%`}
                      y={`${down(value)}%`}
                    />
                  ) : null,
                )}
              </g>
            ))}
          </g>
        )
      }}
    />
  )
}
