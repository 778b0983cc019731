import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** What the script of the site is. */
export const script = `export const penny = 1\n`.repeat(200)

/** The page of the site. */
export const page =
  '<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8" />\n    <title>Pennypost</title>\n  </head>\n</html>\n'

/** A folder such as a build makes, but small. Whoever makes it removes it. */
export function builtSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-site-'))
  const files: Record<string, string | Buffer> = {
    'index.html': page,
    'theme.js': '// nothing\n',
    'assets/main-abc123.js': script,
    'assets/main-abc123.js.br': brotliCompressSync(script),
    'assets/main-abc123.js.gz': gzipSync(script),
    '.inputs': 'secret',
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
