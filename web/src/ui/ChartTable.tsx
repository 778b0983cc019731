import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import type { ChartProps } from './chartProps.ts'
import { Disclosure } from './Disclosure.tsx'
import { Table } from './Table.tsx'

/** All values of a chart, for those who do not see it and those who want them exactly. Newest first. */
export function ChartTable({
  title,
  labels,
  series,
  format,
  labelsAre,
}: ChartProps & { format(value: number): string; labelsAre: string }): ReactNode {
  return (
    <Disclosure summary="As a table">
      <div className={styles.table}>
        <Table
          keepsColumns
          caption={title}
          columns={[
            { id: 'label', label: labelsAre },
            ...series.map(({ id, label }) => ({ id, label, align: 'end' as const })),
          ]}
          rows={labels
            .map((label, place) => ({
              id: String(place),
              cells: Object.fromEntries([
                ['label', label],
                ...series.map(({ id, values }) => [id, format(values[place] ?? 0)]),
              ]) as Record<string, string>,
            }))
            .toReversed()}
        />
      </div>
    </Disclosure>
  )
}
