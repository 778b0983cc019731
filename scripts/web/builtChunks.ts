import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { webDist } from './webDist.ts'

/** A built script or style sheet. */
export type Chunk = {
  name: string
  text: string
  bytes: number
  /** Bytes when it is compressed by gzip. */
  gzip: number
  /** Names of the parts that it cannot do without. */
  needs: readonly string[]
}

/** The built web app, part by part. */
export type BuiltChunks = {
  /** The largest first. */
  all: readonly Chunk[]
  /** What is fetched whatever page is asked for: what index.html names, and what that needs. */
  first: readonly Chunk[]
  /** For each page, by name (`InboxPage`): all that is fetched until it is seen. */
  pages: ReadonlyMap<string, readonly Chunk[]>
}

/** Reads the parts of the built web app, and which are needed for which page. */
export function builtChunks(): BuiltChunks {
  const folder = join(webDist, 'assets')
  const names = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))
  const all = names
    .map((name) => chunkOf(name, readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => b.gzip - a.gzip)
  const named = new Map(all.map((chunk) => [chunk.name, chunk]))
  const html = readFileSync(join(webDist, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/\/assets\/([^"]+)"/g)].map(([, name = '']) => name)
  const first = closure(entries, named)
  const pages = all
    .map(({ name }) => /^(\w+Page)-.+\.js$/.exec(name))
    .filter((found) => found !== null)
    .map(([name, page = '']): [string, Chunk[]] => [page, closure([...entries, name], named)])
  return { all, first, pages: new Map(pages.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** Bytes of scripts, or of style sheets, when they are compressed. */
export function gzipOf(chunks: readonly Chunk[], kind: '.js' | '.css'): number {
  return chunks.filter(({ name }) => name.endsWith(kind)).reduce((sum, { gzip }) => sum + gzip, 0)
}

function chunkOf(name: string, text: string): Chunk {
  const bytes = Buffer.byteLength(text)
  return { name, text, bytes, gzip: gzipSync(text, { level: 9 }).length, needs: needsOf(text) }
}

/** `import … from"./x.js"` and `import"./x.js"`, but not `import("./x.js")`. */
function needsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(
    ([, name = '']) => name,
  )
}

function closure(names: readonly string[], named: ReadonlyMap<string, Chunk>): Chunk[] {
  const found = new Set(names)
  for (const name of found) {
    for (const needed of named.get(name)?.needs ?? []) found.add(needed)
  }
  return [...found].flatMap((name) => named.get(name) ?? [])
}
