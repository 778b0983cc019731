import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Scalar's own browser bundle, as it lies in its package. */
export type ScalarBundle = {
  etag: string
  plain: Uint8Array<ArrayBuffer>
  gzipped: Uint8Array<ArrayBuffer>
}

let bundle: Promise<ScalarBundle> | undefined

/** Reads and compresses the bundle once, when a browser first asks for it. */
export function scalarBundle(): Promise<ScalarBundle> {
  bundle ??= load()
  return bundle
}

async function load(): Promise<ScalarBundle> {
  const entry = import.meta.resolve('@scalar/api-reference')
  const plain = new Uint8Array(await readFile(new URL('./browser/standalone.js', entry)))
  const gzipped = new Uint8Array(await promisify(gzip)(plain))
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { etag, plain, gzipped }
}
