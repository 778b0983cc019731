/**
 * Writes the web app as a folder of static files: `npm run web:render -- --config site.json --out folder`.
 * web/README.md says what is in the configuration.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { renderSite } from '../web/site/renderSite.ts'
import { parseSiteConfig } from '../web/src/config/parseSiteConfig.ts'
import { buildWeb } from './web/buildWeb.ts'
import { webDist } from './web/webDist.ts'

const { values } = parseArgs({ options: { config: { type: 'string' }, out: { type: 'string' } } })
const { config: file, out } = values
if (file === undefined || out === undefined) {
  console.error('Usage: npm run web:render -- --config site.json --out folder')
  process.exit(2)
}

const config = read(file)
await buildWeb()
renderSite(webDist, config, resolve(out))
console.log(`The site is in ${resolve(out)}. What is left to do:

  1. Put the folder where a host of static files serves it, at the root of a name of its own.
  2. Have it answer index.html for paths that are no file (/inbox, /explore/stamps/0x…): _redirects does so at
     Netlify and Cloudflare Pages, nginx.conf at nginx; other hosts call it a fallback for single-page apps.
  3. Have it send the headers in _headers or nginx.conf. index.html holds the policy by itself, but for
     one thing that only a header can say: that nobody may show the site in a frame (frame-ancestors 'none').
  4. Let the API, the nodes and the relays of config.json answer pages of that name (CORS). Pennypost's own do.`)

function read(file: string) {
  try {
    return parseSiteConfig(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`${file} cannot be used: ${(error as Error).message}`)
    process.exit(1)
  }
}
