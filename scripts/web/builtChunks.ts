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
  /** Names of those that it fetches later: by itself, or when somebody does something. */
  fetches: readonly string[]
}

/** The built web app, part by part. */
export type BuiltChunks = {
  /** The largest first. */
  all: readonly Chunk[]
  /** What is fetched whatever page is asked for: what index.html names, and what that needs. */
  first: readonly Chunk[]
  /** For each page, by name (`InboxPage`): all that is fetched until it is seen. */
  pages: ReadonlyMap<string, readonly Chunk[]>
  /** For each page with a wallet connected, and each view of it (`InboxPage › SectionsView`): all that is fetched until it is seen. */
  connected: ReadonlyMap<string, readonly Chunk[]>
}

/** What the header fetches by itself when a wallet is connected. */
const walletMenu = /^WalletMenu-.+\.js$/

/**
 * A view: what a page shows by itself, once it knows which. A page shows one at a time. Views are known by their names: a
 * `lazyPart` that nobody has to ask for is called `…View`, and what is fetched after a click is not.
 */
const view = /^(\w+View)-.+\.js$/

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
  const menu = first.flatMap(({ fetches }) => fetches.filter((name) => walletMenu.test(name)))
  const connected = pages.flatMap(([page, chunks]) => {
    const names = [...chunks.map(({ name }) => name), ...menu]
    return [...viewsOf(page, names, named)]
  })
  return { all, first, pages: inOrder(pages), connected: inOrder(connected) }
}

/** Bytes of scripts, or of style sheets, when they are compressed. */
export function gzipOf(chunks: readonly Chunk[], kind: '.js' | '.css'): number {
  return chunks.filter(({ name }) => name.endsWith(kind)).reduce((sum, { gzip }) => sum + gzip, 0)
}

function chunkOf(name: string, text: string): Chunk {
  const bytes = Buffer.byteLength(text)
  const gzip = gzipSync(text, { level: 9 }).length
  return { name, text, bytes, gzip, needs: needsOf(text), fetches: fetchesOf(text) }
}

/** `import … from"./x.js"` and `import"./x.js"`, but not `import("./x.js")`. */
function needsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(
    ([, name = '']) => name,
  )
}

/** `import("./x.js")`. */
function fetchesOf(text: string): string[] {
  return [...text.matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name = '']) => name)
}

/** What a page is made of before any of its views is seen, and then with each of them, and theirs. */
function* viewsOf(
  label: string,
  names: readonly string[],
  named: ReadonlyMap<string, Chunk>,
  before: readonly Chunk[] = [],
): Generator<[string, Chunk[]]> {
  const chunks = closure(names, named)
  yield [label, chunks]
  const added = chunks.filter((chunk) => !before.includes(chunk))
  for (const name of new Set(added.flatMap(({ fetches }) => fetches))) {
    const [, part] = view.exec(name) ?? []
    if (part) yield* viewsOf(`${label} › ${part}`, [...names, name], named, chunks)
  }
}

function inOrder<value>(entries: readonly [string, value][]): ReadonlyMap<string, value> {
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function closure(names: readonly string[], named: ReadonlyMap<string, Chunk>): Chunk[] {
  const found = new Set(names)
  for (const name of found) {
    for (const needed of named.get(name)?.needs ?? []) found.add(needed)
  }
  return [...found].flatMap((name) => named.get(name) ?? [])
}
