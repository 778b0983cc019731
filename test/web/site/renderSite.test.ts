import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metaPolicy, securityHeaders } from '../../../web/site/headers.ts'
import { renderSite } from '../../../web/site/renderSite.ts'
import { builtSite, script } from '../support/builtSite.ts'
import { siteConfig } from '../support/siteConfig.ts'

let built: string
let out: string

beforeAll(() => {
  built = builtSite()
  out = mkdtempSync(join(tmpdir(), 'pennypost-rendered-'))
  renderSite(built, siteConfig, out)
})

afterAll(() => {
  for (const folder of [built, out]) rmSync(folder, { recursive: true, force: true })
})

const text = (name: string) => readFileSync(join(out, name), 'utf8')

describe('renderSite', () => {
  it('has index.html state the policy before all that it is about', () => {
    expect(text('index.html')).toContain(
      `<meta charset="utf-8" />\n    <meta http-equiv="content-security-policy" content="${metaPolicy(siteConfig)}" />`,
    )
  })

  it('leaves out what only a header may say', () => {
    expect(text('index.html')).not.toContain('frame-ancestors')
    expect(text('_headers')).toContain("frame-ancestors 'none'")
  })

  it('writes the configuration and all files of the build', () => {
    expect(JSON.parse(text('config.json'))).toEqual(siteConfig)
    expect(text('assets/main-abc123.js')).toBe(script)
  })

  it('does not write what is not served', () => {
    expect(() => text('.inputs')).toThrow('ENOENT')
  })

  it('writes every header in the forms of hosts', () => {
    for (const [name, value] of Object.entries(securityHeaders(siteConfig))) {
      expect(text('_headers')).toContain(`  ${name}: ${value}\n`)
      expect(text('nginx.conf').split(`add_header ${name} "${value}" always;`)).toHaveLength(4)
    }
    expect(text('_redirects')).toBe('/* /index.html 200\n')
  })
})
