import type { PointerEvent, ReactNode } from 'react'
import { useId, useState } from 'react'
import { axisLabels } from './axisLabels.ts'
import styles from './Chart.module.css'
import { ChartHatches } from './ChartHatches.tsx'
import { ChartKey } from './ChartKey.tsx'
import { ChartTable } from './ChartTable.tsx'
import type { ChartProps } from './chartProps.ts'
import { classes } from './classes.ts'
import { niceScale } from './niceScale.ts'

const grouped = (value: number) => value.toLocaleString('en-GB').replaceAll(',', ' ')

/**
 * Around what a chart draws: its title, the axes, the key with the values under the pointer, and all values as a table.
 *
 * The drawing is stretched and the words are not, so they stay as large on a phone.
 */
export function ChartFrame({
  title,
  labels,
  series,
  format = grouped,
  labelsAre = 'When',
  kind,
  draw,
}: ChartProps & {
  kind: 'bars' | 'lines'
  /** Draws into a box of 100 × 100 %, `top` being the value at its upper edge; hatches are `url(#<id>hatch<n>)`. */
  draw(box: { top: number; pointed: number | undefined; id: string }): ReactNode
}): ReactNode {
  const id = useId()
  const [pointed, setPointed] = useState<number>()
  const values = series.flatMap((one) => one.values)
  const marks = niceScale(Math.max(0, ...values), values.every(Number.isInteger))
  const top = marks.at(-1) ?? 1
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const place = Math.floor(((event.clientX - left) / width) * labels.length)
    setPointed(Math.min(Math.max(place, 0), labels.length - 1))
  }
  const few = axisLabels(labels.length, 3)
  const place = (index: number) => ((index + 0.5) / labels.length) * 100

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.title}>{title}</figcaption>
      <ChartKey
        id={id}
        kind={kind}
        series={series}
        format={format}
        pointed={pointed}
        labels={labels}
      />
      <div className={styles.frame}>
        <div aria-hidden="true" className={styles.marks}>
          {marks.toReversed().map((mark) => (
            <span key={mark} className={styles.mark}>
              <span>{format(mark)}</span>
            </span>
          ))}
        </div>
        <div
          className={styles.plot}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          <svg
            role="img"
            aria-label={`${title}: all values are in the table below.`}
            className={styles.drawing}
          >
            <ChartHatches id={id} />
            {marks.map((mark) => (
              <line
                key={mark}
                className={mark === 0 ? styles.ground : styles.grid}
                x1="0"
                x2="100%"
                y1={`${100 - (mark / top) * 100}%`}
                y2={`${100 - (mark / top) * 100}%`}
              />
            ))}
            {draw({ top, pointed, id })}
          </svg>
        </div>
        <div aria-hidden="true" className={styles.places}>
          {axisLabels(labels.length, 6).map((index) => (
            <span
              key={index}
              className={classes(styles.place, !few.includes(index) && styles.rare)}
              style={{ left: `${place(index)}%` }}
            >
              <span className={index === 0 ? styles.first : undefined}>{labels[index]}</span>
            </span>
          ))}
        </div>
      </div>
      <ChartTable {...{ title, labels, series, format, labelsAre }} />
    </figure>
  )
}
