import type { BuiltChunks } from './builtChunks.ts'
import { builtChunks, gzipOf } from './builtChunks.ts'

/** The built parts with their sizes, `*` before those that every page needs; then each page with all that it needs. */
export function chunkTable({ all, first, pages }: BuiltChunks = builtChunks()): string {
  const parts = all.map(
    (chunk) =>
      `${first.includes(chunk) ? '*' : ' '} ${kB(chunk.gzip)} of ${kB(chunk.bytes)}  ${chunk.name}`,
  )
  const loads = [...pages].map(([page, chunks]) => `  ${kB(gzipOf(chunks, '.js'))}  ${page}`)
  return [
    'Parts, compressed and as they are:',
    ...parts,
    '',
    'Scripts until a page is seen, compressed:',
    ...loads,
    `  ${kB(gzipOf(first, '.js'))}  in each of these`,
  ].join('\n')
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`
