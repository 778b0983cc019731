import type { Context } from 'hono'
import { Hono } from 'hono'
import type { SiteConfig } from '../src/config/siteConfig.ts'
import { cacheControl, securityHeaders } from './headers.ts'
import type { SiteFile } from './siteFiles.ts'
import { siteFile } from './siteFiles.ts'

/**
 * The site as it is served: the built files, `/config.json`, and `/healthz`. A path that is no file is one of
 * the app's own, which index.html shows; what looks like a file and is none is not found.
 *
 * @param files - By path.
 * @param config - What pages are told, and whom the policy lets them ask.
 */
export function createSite(files: ReadonlyMap<string, SiteFile>, config: SiteConfig): Hono {
  const headers = Object.entries(securityHeaders(config))
  const configFile = siteFile('config.json', Buffer.from(JSON.stringify(config)))
  const site = new Hono()
  site.use(async (context, next) => {
    await next()
    for (const [name, value] of headers) context.header(name, value)
  })
  site.get('/healthz', (context) => context.json({ status: 'ok' }))
  site.get('/config.json', (context) => answer(context, '/config.json', configFile))
  site.get('*', (context) => {
    const path = new URL(context.req.url).pathname
    const file = files.get(path)
    if (file) return answer(context, path, file)
    const index = files.get('/index.html')
    const isPage = !path.startsWith('/assets/') && !path.slice(path.lastIndexOf('/')).includes('.')
    if (isPage && index) return answer(context, '/index.html', index)
    return context.text('Not found\n', 404)
  })
  site.all('*', (context) =>
    context.text('Only GET and HEAD are answered here.\n', 405, { allow: 'GET, HEAD' }),
  )
  return site
}

/** The smallest form of a file that the browser takes; nothing but "unchanged" if it has it. */
function answer(context: Context, path: string, file: SiteFile): Response {
  context.header('etag', file.etag)
  context.header('cache-control', cacheControl(path))
  if (file.br ?? file.gzip) context.header('vary', 'accept-encoding')
  if (context.req.header('if-none-match')?.includes(file.etag)) return context.body(null, 304)
  const accepted = acceptedEncodings(context.req.header('accept-encoding'))
  context.header('content-type', file.type)
  for (const encoding of ['br', 'gzip'] as const) {
    const body = file[encoding]
    if (body && accepted.has(encoding)) {
      context.header('content-encoding', encoding)
      return context.body(body)
    }
  }
  return context.body(file.body)
}

/** `br;q=0` refuses it. */
function acceptedEncodings(header = ''): ReadonlySet<string> {
  const items = header.split(',').map((item) =>
    item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  )
  return new Set(
    items.flatMap(([name = '', ...rest]) =>
      rest.some((one) => /^q=0(\.0*)?$/.test(one)) ? [] : [name],
    ),
  )
}
