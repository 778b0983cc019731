import { rmSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSite } from '../../../web/site/createSite.ts'
import { readSiteFiles } from '../../../web/site/siteFiles.ts'
import { builtSite, page, script } from '../support/builtSite.ts'
import { siteConfig } from '../support/siteConfig.ts'

/*
The server of the web app
├── given a page of the app’s own, at whatever path → index.html, asked for anew each time
├── given a hashed asset → kept for a year, compressed as the browser likes it
├── given what looks like a file and is none → 404, not a page
├── given what the browser has → 304
├── given another method than GET and HEAD → 405
└── with each answer: the policy, and nothing else that a browser might do
*/

let folder: string
let site: Hono

beforeAll(() => {
  folder = builtSite()
  site = createSite(readSiteFiles(folder), siteConfig)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asset = '/assets/main-abc123.js'

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return await site.request(`http://site.example${path}`, { headers, method })
}

function decoded(bytes: Buffer, encoding: string | null): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes)
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes
}

describe('createSite', () => {
  it.each(['/', '/inbox', '/explore/stamps/0xab', '/explore?q=a.b', '/nowhere', '/%zz'])(
    'shows the app at %s, asked for anew each time',
    async (path) => {
      const answer = await ask(path)
      expect([answer.status, await answer.text()]).toEqual([200, page])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it.each(['/assets/main-old.js', '/assets/main', '/robots.txt', '/.inputs', '/assets/../x.js'])(
    'has nothing at %s',
    async (path) => {
      const answer = await ask(path)
      expect([answer.status, await answer.text()]).toEqual([404, 'Not found\n'])
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    },
  )

  it('lets a hashed asset be kept for a year', async () => {
    const answer = await ask(asset)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await answer.text()).toBe(script)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['identity', null],
    ['', null],
  ])('given a browser that takes %j answers in %s', async (accepted, encoding) => {
    const answer = await ask(asset, { 'accept-encoding': accepted })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(decoded(bytes, encoding).toString()).toBe(script)
  })

  it('answers 304 to who has it, and the policy with it', async () => {
    const etag = (await ask('/')).headers.get('etag') ?? ''
    const answer = await ask('/inbox', { 'if-none-match': etag })
    expect([answer.status, await answer.text()]).toEqual([304, ''])
    expect(answer.headers.get('content-security-policy')).toContain('api.example')
    expect((await ask('/', { 'if-none-match': 'W/"other"' })).status).toBe(200)
  })

  it('answers HEAD, and no method that would change anything', async () => {
    const head = await ask('/', {}, 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    const post = await ask('/', {}, 'POST')
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('tells pages its configuration, asked for anew each time', async () => {
    const answer = await ask('/config.json')
    expect(await answer.json()).toEqual(siteConfig)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-type')).toBe('application/json')
  })

  it('says that it is well', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
  })

  it('lets pages run only their own scripts, and ask only whom the configuration names', async () => {
    const { headers } = await ask('/')
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'none'",
      "connect-src 'self' https://api.example http://127.0.0.1:8545 https://node.example https://relay.example:8443",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "frame-ancestors 'none'",
    ])
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
  })
})

describe('readSiteFiles', () => {
  it('says how to build a site that is not there', () => {
    expect(() => readSiteFiles('/nonexistent')).toThrow(
      'No site in /nonexistent. Build it: npm run web:build',
    )
  })
})
