import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Empty } from './Empty.tsx'
import styles from './Table.module.css'
import { TableBodyRow } from './TableBodyRow.tsx'
import type { TableColumn, TableRow } from './tableTypes.ts'
import hidden from './VisuallyHidden.module.css'

const sizeOf = (columns: number) => {
  // Two columns fit anywhere.
  if (columns < 3) return undefined
  if (columns === 3) return styles.narrow
  return columns < 6 ? styles.middle : styles.wide
}

// Some browsers take the roles of a table away from what is displayed as a card, so they are said.
const as = (role: string) => ({ role })

/**
 * Rows of facts. Where there is too little room for its columns each row is a card, with labels beside values.
 *
 * The first column names the row.
 */
export function Table<id extends string>({
  caption,
  columns,
  rows,
  empty,
  isCaptionShown = false,
  keepsColumns = false,
}: {
  /** What the rows are: read out before them. */
  caption: string
  columns: readonly TableColumn<id>[]
  rows: readonly TableRow<id>[]
  /** In place of the table when there are no rows; a sentence, or an `Empty`. */
  empty?: ReactNode
  isCaptionShown?: boolean | undefined
  /** A table on a phone too: for a few columns of short numbers. */
  keepsColumns?: boolean | undefined
}): ReactNode {
  if (rows.length === 0 && empty !== undefined)
    return typeof empty === 'string' ? <Empty title={empty} /> : empty
  return (
    <div className={styles.frame}>
      <table
        {...as('table')}
        className={classes(styles.table, !keepsColumns && sizeOf(columns.length))}
      >
        <caption className={isCaptionShown ? styles.caption : hidden.hidden}>{caption}</caption>
        <thead {...as('rowgroup')} className={styles.head}>
          <tr {...as('row')}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                {...as('columnheader')}
                className={column.align === 'end' ? styles.end : undefined}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')} className={styles.body}>
          {rows.map((row) => (
            <TableBodyRow key={row.id} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
