import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

export type LetterPageServer = {
  url: string
  /** Whom the page may ask from now on. */
  allow(origins: readonly string[]): void
  close(): void
}

const html =
  '<!doctype html><title>A page of letters</title><script type="module" src="/page.js"></script>'

/** Serves a page as an app would: one bundle, and a policy by which it runs nothing else and asks only whom it has to. */
export async function serveLetterPage(): Promise<LetterPageServer> {
  const script = await bundle()
  let allowed: readonly string[] = []
  const policy = () =>
    [
      "default-src 'none'",
      "script-src 'self'",
      `connect-src ${allowed.join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ')
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.setHeader('content-security-policy', policy())
    response.setHeader('x-content-type-options', 'nosniff')
    response.end(isScript ? script : html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    allow(origins) {
      allowed = origins
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'letterPage.ts')],
    plugins: [published],
    ...{ bundle: true, write: false, minify: true, treeShaking: true },
    ...{ platform: 'browser', format: 'esm', target: 'es2022', logLevel: 'silent' },
  })
  return outputFiles[0]?.text ?? ''
}

/** What is published holds `protocol/` and `generated/` too, and says of them as well that what is not used may be left out. */
const published: Plugin = {
  name: 'published',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\/(protocol|generated)\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === published) return undefined
      const { resolveDir, kind, importer } = from
      const found = await resolve(path, { resolveDir, kind, importer, pluginData: published })
      return { ...found, sideEffects: false }
    })
  },
}
