import styles from './Chart.module.css'

/** The class that gives the series its colour, dashes and hatching. */
export function seriesClass(index: number): string | undefined {
  return [styles.series1, styles.series2, styles.series3, styles.series4][index % 4]
}
