import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteConfig } from '../src/config/siteConfig.ts'
import { metaPolicy, securityHeaders } from './headers.ts'

/**
 * Writes a built site for a host of static files: the policy stands in index.html itself, beside are `config.json` and
 * the headers and the fallback in the forms that hosts take: `_headers`, `_redirects`, and a part of an nginx configuration.
 *
 * @param built - What `npm run web:build` made.
 * @param out - Folder; what is in it and not of the site stays.
 */
export function renderSite(built: string, config: SiteConfig, out: string): void {
  mkdirSync(out, { recursive: true })
  cpSync(built, out, {
    recursive: true,
    filter: (path) => !/index\.html\.(br|gz)$|\.inputs$/.test(path),
  })
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  writeFileSync(join(out, 'index.html'), withPolicy(html, metaPolicy(config)))
  writeFileSync(join(out, 'config.json'), `${JSON.stringify(config, undefined, 2)}\n`)
  const headers = Object.entries(securityHeaders(config))
  writeFileSync(join(out, '_headers'), headersFile(headers))
  writeFileSync(join(out, '_redirects'), '/* /index.html 200\n')
  writeFileSync(join(out, 'nginx.conf'), nginxFile(headers))
}

type Headers = readonly (readonly [name: string, value: string])[]

/** The policy comes before anything that it is about. */
function withPolicy(html: string, policy: string): string {
  const meta = `<meta http-equiv="content-security-policy" content="${policy.replaceAll('"', '&quot;')}" />`
  const referrer = '<meta name="referrer" content="no-referrer" />'
  const [before, after] = html.split('<meta charset="utf-8" />')
  if (after === undefined) throw new Error('index.html has no <meta charset="utf-8" />.')
  return `${before}<meta charset="utf-8" />\n    ${meta}\n    ${referrer}${after}`
}

/** As Netlify, Cloudflare Pages and others take it. */
function headersFile(headers: Headers): string {
  return [
    '/*',
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    '  cache-control: no-cache',
    '/assets/*',
    '  ! cache-control',
    '  cache-control: public, max-age=31536000, immutable',
    '',
  ].join('\n')
}

function nginxFile(headers: Headers): string {
  const always = headers.map(([name, value]) => `add_header ${name} "${value}" always;`)
  const cached = (value: string) => [...always, `add_header cache-control "${value}" always;`]
  const inside = (lines: readonly string[]) => lines.map((line) => `    ${line}`).join('\n')
  return `# Inside of server { … }, whose root is the folder of the site.
gzip_static on;
location /assets/ {
    try_files $uri =404;
${inside(cached('public, max-age=31536000, immutable'))}
}
location ~ \\.[a-z]+$ {
    try_files $uri =404;
${inside(cached('no-cache'))}
}
location / {
    try_files $uri /index.html;
${inside(cached('no-cache'))}
}
`
}
