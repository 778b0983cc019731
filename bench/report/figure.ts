/** A number that was measured, with what it is held against. */
export type Figure = {
  /** What was measured: `verify, one letter, 32 connections`. */
  name: string
  value: number
  unit: string
  /** What else could answer, measured in the same run in the same unit. */
  yardstick?: { name: string; value: number } | undefined
  /** What was set out for: a bound of the value, or of its ratio to the yardstick. */
  aim?: Aim | undefined
  /** Further facts of the run: percentiles, processor time. */
  note?: string | undefined
}

export type Aim = { of?: 'ratio' | undefined } & ({ least: number } | { most: number })

/** The value by the yardstick's. */
export function ratioOf({ value, yardstick }: Figure): number | undefined {
  return yardstick && value / yardstick.value
}

/** Whether the aim is reached; undefined where none was set. */
export function isReached(figure: Figure): boolean | undefined {
  const { aim } = figure
  if (!aim) return undefined
  const held = aim.of === 'ratio' ? (ratioOf(figure) ?? Number.NaN) : figure.value
  return 'least' in aim ? held >= aim.least : held <= aim.most
}
