/** What a chart shows: one value a label for each series. */
export type ChartProps = {
  /** What is seen, as a sentence or a heading. */
  title: string
  /** Of the places along the axis, oldest first: `3 May`. */
  labels: readonly string[]
  /** At most four; `values[i]` belongs to `labels[i]`. */
  series: readonly { id: string; label: string; values: readonly number[] }[]
  /** How a value is told; by default with the digits grouped. */
  format?: ((value: number) => string) | undefined
  /** What the labels are, over the first column of the table: `Day`. */
  labelsAre?: string | undefined
}
