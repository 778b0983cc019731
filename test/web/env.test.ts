import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseEnv } from '../../web/env.ts'
import { siteConfig } from './support/siteConfig.ts'

const WEB_CONFIG = JSON.stringify(siteConfig)
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-web-env-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file of that text. */
function fileOf(text: string): string {
  const file = join(folder, 'site.json')
  writeFileSync(file, text)
  return file
}

describe('parseEnv of the web app', () => {
  it('has a default for all but the configuration', () => {
    expect(parseEnv({ WEB_CONFIG, WEB_HOST: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 5173,
      config: { apiUrl: siteConfig.apiUrl },
    })
  })

  it('reads the configuration from a file', () => {
    const { config } = parseEnv({ WEB_CONFIG_FILE: fileOf(WEB_CONFIG) })
    expect(config.chains.map(({ id }) => id)).toEqual([31337, 31338])
  })

  it('says what is missing', () => {
    expect(() => parseEnv({})).toThrow(/^The site must know .* WEB_CONFIG_FILE=site\.json/)
  })

  it('says which field of which source is wrong', () => {
    const bad = JSON.stringify({ ...siteConfig, apiUrl: 'api' })
    expect(() => parseEnv({ WEB_CONFIG: bad })).toThrow(/^WEB_CONFIG cannot be used: apiUrl /)
    const file = fileOf('{')
    expect(() => parseEnv({ WEB_CONFIG_FILE: file })).toThrow(
      `WEB_CONFIG_FILE, ${file}, cannot be used: `,
    )
    expect(() => parseEnv({ WEB_CONFIG_FILE: join(folder, 'no') })).toThrow('ENOENT')
  })

  it('takes one source, not two', () => {
    expect(() => parseEnv({ WEB_CONFIG, WEB_CONFIG_FILE: 'site.json' })).toThrow('not both')
  })

  it('names each bad variable', () => {
    expect(() => parseEnv({ WEB_CONFIG, WEB_PORT: '70000' })).toThrow(/WEB_PORT /)
  })
})
