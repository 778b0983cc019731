import type { Point } from './instrument.ts'
import { table } from './table.ts'

/** Of each kind, how many there are and how many were reached. */
export type Tally = Record<Measure, { all: number; reached: number }>

type Measure = 'lines' | 'statements' | 'functions' | 'branches'

/** A line counts if a statement starts on it, and is reached if all of those are. */
export function tally(points: readonly Point[], hits: ReadonlySet<number>): Tally {
  const missed = points.filter(({ mark }) => !hits.has(mark))
  const of = (kind: Point['kind']) => {
    const all = points.filter((point) => point.kind === kind).length
    return { all, reached: all - missed.filter((point) => point.kind === kind).length }
  }
  const lines = linesOf(points)
  const missedLines = linesOf(missed)
  return {
    lines: { all: lines.size, reached: lines.size - missedLines.size },
    statements: of('statement'),
    functions: of('function'),
    branches: of('branch'),
  }
}

function linesOf(points: readonly Point[]): Set<string> {
  const statements = points.filter(({ kind }) => kind === 'statement')
  return new Set(statements.map(({ file, line }) => `${file}:${line}`))
}

/** The least of each measure, in percent. */
export const LEAST = { lines: 100, functions: 100, branches: 98 } as const

/** The measures that fall short, as sentences. */
export function shortfalls(total: Tally): string[] {
  return Object.entries(LEAST)
    .filter(([measure, least]) => percent(total[measure as Measure]) < least)
    .map(([measure, least]) => `Fewer than ${least} % of the ${measure} are covered.`)
}

/** A table of files and their total, then what was not reached, file by file. */
export function coverageReport(points: readonly Point[], hits: ReadonlySet<number>): string {
  const files = [...grouped(points, ({ file }) => file)].sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = [...files, ['total', points] as const].map(([file, own]) => [
    file,
    ...Object.values(tally(own, hits)).map(
      (count) => `${percent(count).toFixed(2)} % (${count.reached}/${count.all})`,
    ),
  ])
  const missed = points
    .filter(({ mark }) => !hits.has(mark))
    .map(({ file, line, kind, text }) => `${file}:${line}  ${kind}: ${text}`)
  const parts = [table(['file', 'lines', 'statements', 'functions', 'branches'], rows)]
  if (missed.length > 0) parts.push(`Not covered:\n${missed.join('\n')}`)
  return parts.join('\n\n')
}

function grouped<K>(points: readonly Point[], keyOf: (point: Point) => K): Map<K, Point[]> {
  const groups = new Map<K, Point[]>()
  for (const point of points) groups.set(keyOf(point), [...(groups.get(keyOf(point)) ?? []), point])
  return groups
}

/** Cut, not rounded: 100 means all. Of nothing, everything is reached. */
function percent({ all, reached }: { all: number; reached: number }): number {
  return all === 0 ? 100 : Math.floor((reached / all) * 10_000) / 100
}

/** The same for tools that read lcov. Counts are 1 or 0: how often is not known. */
export function lcov(points: readonly Point[], hits: ReadonlySet<number>): string {
  const taken = ({ mark }: Point) => (hits.has(mark) ? 1 : 0)
  return [...grouped(points, ({ file }) => file)]
    .map(([file, own]) => {
      const of = (kind: Point['kind']) => own.filter((point) => point.kind === kind)
      const lines = [...grouped(of('statement'), ({ line }) => line)]
      const { functions, branches, lines: lineTally } = tally(own, hits)
      return [
        `SF:${file}`,
        ...of('function').flatMap((point) => [
          `FN:${point.line},${point.text}`,
          `FNDA:${taken(point)},${point.text}`,
        ]),
        `FNF:${functions.all}`,
        `FNH:${functions.reached}`,
        ...of('branch').map((point) => `BRDA:${point.line},0,${point.mark},${taken(point)}`),
        `BRF:${branches.all}`,
        `BRH:${branches.reached}`,
        ...lines.map(([line, at]) => `DA:${line},${Math.min(...at.map(taken))}`),
        `LF:${lineTally.all}`,
        `LH:${lineTally.reached}`,
        'end_of_record\n',
      ].join('\n')
    })
    .join('')
}
