import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'

import { parseEnv } from '../../indexer/env.ts'
import { runScript } from './support/runScript.ts'

const good = {
  CHAIN_ID: '8453',
  DATABASE_URL: 'postgres://user:secret@127.0.0.1:5432/pennypost',
  RPC_URL_8453: 'https://one.example, https://two.example/key',
}

describe('parseEnv', () => {
  it('reads the urls of its own chain', () => {
    const others = { RPC_URL_1: 'nonsense', WS_URL_1: 'nonsense' }
    expect(parseEnv({ ...good, ...others, WS_URL_8453: 'wss://one.example' })).toEqual({
      chainId: 8453,
      databaseUrl: good.DATABASE_URL,
      deploymentsDir: 'deployments',
      rpcUrls: ['https://one.example', 'https://two.example/key'],
      wsUrl: 'wss://one.example',
      stallSeconds: 30,
    })
  })

  it('needs no url to push heads through', () => {
    expect(parseEnv(good).wsUrl).toBeUndefined()
  })

  it('takes an empty variable for none', () => {
    const empty = { ...good, WS_URL_8453: '', DEPLOYMENTS_DIR: '', INDEXER_STALL_SECONDS: '' }
    expect(parseEnv(empty)).toEqual(parseEnv(good))
  })

  it.each([
    ['CHAIN_ID', undefined],
    ['CHAIN_ID', ''],
    ['CHAIN_ID', '0'],
    ['CHAIN_ID', '1.5'],
    ['CHAIN_ID', 'base'],
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://127.0.0.1/pennypost'],
    ['RPC_URL_8453', undefined],
    ['RPC_URL_8453', ''],
    ['RPC_URL_8453', 'https://one.example,'],
    ['RPC_URL_8453', 'wss://one.example'],
    ['WS_URL_8453', 'https://one.example'],
  ])('refuses %s = %j', (name, value) => {
    expect(badNames({ ...good, [name]: value })).toEqual([name])
  })

  it('names all that is bad at once', () => {
    const bad = { ...good, DATABASE_URL: 'x', RPC_URL_8453: 'x', WS_URL_8453: 'x' }
    expect(badNames(bad)).toEqual(['DATABASE_URL', 'RPC_URL_8453', 'WS_URL_8453'])
    expect(badNames({})).toEqual(['CHAIN_ID', 'DATABASE_URL'])
  })
})

describe('readEnv', () => {
  it('ends the process with 1 where the environment is wrong, and says where', async () => {
    const { code, stderr } = await runScript(
      "import { readEnv } from './indexer/env.ts'; readEnv()",
      {
        CHAIN_ID: '8453',
        DATABASE_URL: 'x',
      },
    )
    expect(code).toBe(1)
    expect(stderr).toContain('The indexer cannot start:')
    expect(stderr).toContain('at DATABASE_URL')
    expect(stderr).toContain('at RPC_URL_8453')
  })
})

function badNames(environment: Record<string, string | undefined>): unknown[] {
  try {
    parseEnv(environment)
    return []
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    return [...new Set(error.issues.map((issue) => issue.path[0]))]
  }
}
