import Table from 'cli-table3'
import type { Style } from './style.ts'

/** A cell; undefined prints as a dash, in a list of fields not at all. */
export type Cell = string | number | bigint | undefined

const noRules = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: '  ' },
}

/** Rows under a head, in columns as wide as their widest cell. */
export function table(style: Style, head: readonly string[], rows: readonly Cell[][]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === undefined ? '–' : String(cell))))
  return layOut([head.map((name) => style.dim(name)), ...cells])
}

/** Names and values under one another; a value of several lines is set below its name's line. */
export function fields(style: Style, rows: readonly (readonly [string, Cell])[]): string {
  const cells = rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[style.dim(name), String(value)]],
  )
  return layOut(cells)
}

function layOut(cells: readonly string[][]): string {
  const options = {
    chars: noRules,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  }
  const laidOut = new Table(options)
  laidOut.push(...cells.map((row) => [...row]))
  return laidOut
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
