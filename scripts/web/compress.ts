import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

/** Below this a header costs as much as is saved. */
const MIN_BYTES = 1_024

/** Writes `<file>.br` and `<file>.gz` beside each file of text, where they are smaller, as small as they get. */
export async function compress(files: readonly string[]): Promise<void> {
  const texts = files.filter((file) => /\.(css|html|js|json|svg|wasm|webmanifest)$/.test(file))
  await Promise.all(texts.map(compressOne))
}

async function compressOne(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < MIN_BYTES) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const [br, gz] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })])
  if (br.length < bytes.length) await writeFile(`${file}.br`, br)
  if (gz.length < bytes.length) await writeFile(`${file}.gz`, gz)
}
