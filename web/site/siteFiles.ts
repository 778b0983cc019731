import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** A file of the built site, in memory. */
export type SiteFile = {
  type: string
  body: Buffer<ArrayBuffer>
  /** The same, compressed when the site was built, where that makes it smaller. */
  br?: Buffer<ArrayBuffer> | undefined
  gzip?: Buffer<ArrayBuffer> | undefined
  etag: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
}

/**
 * Reads a built site, whole: it is small, and a path that is not among these is nothing that could be had.
 *
 * @param folder - What `npm run web:build` made.
 * @returns By path: `/assets/main-abc.js`.
 * @throws {Error} It is not built.
 */
export function readSiteFiles(folder: string): ReadonlyMap<string, SiteFile> {
  const names = globSync('**/*', { cwd: folder }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  if (!names.includes('index.html')) {
    throw new Error(`No site in ${folder}. Build it: npm run web:build`)
  }
  const read = (name: string) =>
    names.includes(name) ? readFileSync(join(folder, name)) : undefined
  const isCompressed = (name: string) => /\.(br|gz)$/.test(name)
  return new Map(
    names
      .filter((name) => !isCompressed(name))
      .map((name) => {
        const file = siteFile(name, readFileSync(join(folder, name)))
        return [
          `/${name.split(sep).join('/')}`,
          { ...file, br: read(`${name}.br`), gzip: read(`${name}.gz`) },
        ]
      }),
  )
}

/** A file that is served as it is. */
export function siteFile(name: string, body: Buffer<ArrayBuffer>): SiteFile {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { type: types[extname(name)] ?? 'application/octet-stream', body, etag: `W/"${hash}"` }
}
