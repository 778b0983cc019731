import type { BuiltChunks } from './builtChunks.ts'
import { builtChunks, gzipOf } from './builtChunks.ts'

/** The built parts with their sizes, `*` before those that every page needs; then each page with all that it needs, and with what it shows once a wallet is connected. */
export function chunkTable({ all, first, pages, connected }: BuiltChunks = builtChunks()): string {
  const parts = all.map(
    (chunk) =>
      `${first.includes(chunk) ? '*' : ' '} ${kB(chunk.gzip)} of ${kB(chunk.bytes)}  ${chunk.name}`,
  )
  const loads = (of: BuiltChunks['pages']) =>
    [...of].map(([page, chunks]) => `  ${kB(gzipOf(chunks, '.js'))}  ${page}`)
  return [
    'Parts, compressed and as they are:',
    ...parts,
    '',
    'Scripts until a page is seen, compressed:',
    ...loads(pages),
    `  ${kB(gzipOf(first, '.js'))}  in each of these`,
    '',
    'With a wallet connected, view by view:',
    ...loads(connected),
  ].join('\n')
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`
