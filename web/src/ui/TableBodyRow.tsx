import type { ReactNode } from 'react'
import styles from './Table.module.css'
import type { TableColumn, TableRow } from './tableTypes.ts'

/** A row of a {@link Table}; its first cell names it. */
export function TableBodyRow<id extends string>({
  columns,
  row,
}: {
  columns: readonly TableColumn<id>[]
  row: TableRow<id>
}): ReactNode {
  return (
    <tr {...{ role: 'row' }} className={styles.row}>
      {columns.map((column, index) => {
        const isName = index === 0
        const Cell = isName ? 'th' : 'td'
        return (
          <Cell
            key={column.id}
            {...(isName ? { scope: 'row', role: 'rowheader' } : { role: 'cell' })}
            data-label={column.label}
            className={column.align === 'end' ? styles.end : undefined}
          >
            <div className={styles.value}>{row.cells[column.id]}</div>
          </Cell>
        )
      })}
    </tr>
  )
}
