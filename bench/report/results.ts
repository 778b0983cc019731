import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.ts'
import { table } from './table.ts'

/** What one part of a benchmark found, when and where. */
export type Part = {
  title: string
  /** How it was measured, in a sentence or two. */
  about: string
  date: string
  machine: string
  /** Sizes and durations that differ from the usual ones. */
  sizes: string
  figures: readonly Figure[]
}

const folder = join(import.meta.dirname, '../results')

/**
 * Adds what a part found to `results/<benchmark>.json`, in place of what it found before, and writes `<benchmark>.md` anew, so that
 * parts may be run one by one.
 */
export function writeResults(benchmark: string, preface: string, name: string, part: Part): void {
  const file = join(folder, `${benchmark}.json`)
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const parts: Record<string, Part> = { ...before, [name]: part }
  writeFileSync(file, `${JSON.stringify(parts, null, 2)}\n`)
  writeFileSync(join(folder, `${benchmark}.md`), `${preface.trim()}\n${sections(parts)}`)
}

function sections(parts: Record<string, Part>): string {
  return Object.entries(parts)
    .map(([name, { title, about, date, machine, sizes, figures }]) =>
      [
        `\n## ${title}\n`,
        `${about}\n`,
        `${table(figures)}\n`,
        `Measured ${date} (\`--only ${name}\`), ${machine}; ${sizes}.\n`,
      ].join('\n'),
    )
    .join('')
}

/** This machine, as results name it. */
export function machine(): string {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const model = cpus[0]?.model.trim() ?? 'unknown processor'
  return `${cpus.length} × ${model}, ${memory} GiB, Node ${process.versions.node}`
}
