import { parseArgs } from 'node:util'
import type { Figure } from './figure.ts'
import { machine, writeResults } from './results.ts'
import { table } from './table.ts'

/** A part of a benchmark, which can be run alone. */
export type BenchPart<Sizes> = {
  title: string
  about: string
  run: (sizes: Sizes) => Promise<Figure[]>
}

/**
 * Runs the parts of a benchmark one after the other and prints what each found. A part that fails says why and fails the whole in
 * the end; the others run.
 *
 *     --only a,b   these parts
 *     --small      by little data, for a look at whether it works: never written
 *     --set a=1    other sizes by name, as the results list them
 *     --write      also writes bench/results
 */
export async function runParts<Sizes extends object>(benchmark: {
  name: string
  preface: string
  parts: Record<string, BenchPart<Sizes>>
  sizes: { full: Sizes; small: Sizes }
}): Promise<void> {
  const { name, preface, parts, sizes } = benchmark
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      small: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      set: { type: 'string', multiple: true, default: [] },
    },
  })
  if (values.small && values.write) throw new Error('Small runs are not written to bench/results.')
  const chosen = values.only?.split(',') ?? Object.keys(parts)
  const unknown = chosen.filter((part) => !parts[part])
  if (unknown.length > 0) {
    throw new Error(`No part ${unknown.join(', ')}. Known: ${Object.keys(parts).join(', ')}.`)
  }
  const size = withSet(values.small ? sizes.small : sizes.full, values.set)
  for (const part of chosen) {
    const { title, about, run } = parts[part] as BenchPart<Sizes>
    const start = performance.now()
    try {
      const figures = await run(size)
      const seconds = Math.round((performance.now() - start) / 1_000)
      console.log(`\n${title} (--only ${part}, ${seconds} s)\n\n${table(figures)}`)
      if (!values.write) continue
      const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
      const facts = { title, about, date: `${date} UTC`, machine: machine(), sizes: textOf(size) }
      writeResults(name, preface, part, { ...facts, figures })
    } catch (error) {
      console.error(`\n${title} (--only ${part}) failed:`, error)
      process.exitCode = 1
    }
  }
}

/** Sizes with some replaced: `soakMinutes=1`. */
function withSet<Sizes extends object>(sizes: Sizes, changes: readonly string[]): Sizes {
  const pairs = changes.map((change) => change.split('=') as [string, string])
  const unknown = pairs.filter(([name, value]) => !(name in sizes) || !(Number(value) > 0))
  if (unknown.length > 0) {
    throw new Error(`Cannot set ${unknown.join(', ')}. Sizes: ${Object.keys(sizes).join(', ')}.`)
  }
  return { ...sizes, ...Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)])) }
}

/** `stamps 1,000,000, inboxes 100,000`. */
function textOf(sizes: object): string {
  const number = new Intl.NumberFormat('en-US')
  const words = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return Object.entries(sizes)
    .map(([name, value]) => `${words(name)} ${number.format(value)}`)
    .join(', ')
}
