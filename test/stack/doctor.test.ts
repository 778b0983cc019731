import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/stack/ports.ts'
import { runScript } from '../helpers/runScript.ts'

let env: Record<string, string>

beforeAll(async () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'pennypost-doctor-'))
  const [CHAIN_PORT = '', API_PORT = '', RELAY_PORT = '', WEB_PORT = ''] = await Promise.all(
    [freePort(), freePort(), freePort(), freePort()].map(async (port) => String(await port)),
  )
  env = { DATA_DIR, CHAIN_PORT, API_PORT, RELAY_PORT, WEB_PORT }
})

afterAll(() => rmSync(env.DATA_DIR as string, { recursive: true, force: true }))

const doctor = (more = {}) => runScript(['scripts/doctor.ts'], { ...env, ...more })

describe('npm run doctor', () => {
  it('finds nothing in the way where tests run', async () => {
    const { code, output } = await doctor()
    const names = [...output.matchAll(/^ok +(\w+(?: \w+)?) {2}/gm)].map(([, name]) => name)
    expect(names).toEqual([
      ...['system', 'Node', 'npm', 'packages', 'rights', 'disk', 'memory'],
      ...[
        'chain port',
        'API port',
        'relay port',
        'web port',
        'chains',
        'relay',
        'EDR',
        'PostgreSQL',
      ],
    ])
    expect(output).toContain('Nothing is in the way.')
    expect(code).toBe(0)
  })

  it('passes on why packages could not be installed', async () => {
    const { code, output } = await doctor({ PENNYPOST_BOOTSTRAP_PROBLEM: 'npm ci failed.' })
    expect(output).toMatch(/FAIL {2}packages +could not be installed:\nnpm ci failed\.\n +→ mend/)
    expect(output).toContain('1 to mend.')
    expect(code).toBe(1)
  })

  it('says who holds a port and which variable chooses another', async () => {
    const taken = ['API_PORT', 'RELAY_PORT', 'WEB_PORT'].map((name) => Number(env[name]))
    const servers = taken.map((port) => createServer().listen(port, '127.0.0.1'))
    await Promise.all(servers.map((server) => once(server, 'listening')))
    const { code, output } = await doctor()
    for (const server of servers) server.close()
    for (const [name, service, variable] of [
      ['API', 'the API', 'API_PORT'],
      ['relay', 'the relay', 'RELAY_PORT'],
      ['web', 'the web app', 'WEB_PORT'],
    ]) {
      expect(output).toMatch(
        new RegExp(`FAIL {2}${name} port +Port \\d+, meant for ${service}, is in use by .+`),
      )
      expect(output).toContain(`→ free it, or set ${variable}`)
    }
    expect(code).toBe(1)
  })

  it('leaves a database of the user alone', async () => {
    const { output } = await doctor({ DATABASE_URL: 'postgres://user@127.0.0.1:1/none' })
    expect(output).toContain('DATABASE_URL is used instead of the one from npm')
  })
})
