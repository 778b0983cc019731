import { describe, expect, it } from 'vitest'

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

  it('says what each must be, and repeats no value', () => {
    const bad = {
      CHAIN_ID: '8453',
      DATABASE_URL: 'mysql://root:hunter2@db',
      RPC_URL_8453: 'ws://hunter2,hunter2',
      WS_URL_8453: 'https://hunter2',
      INDEXER_STALL_SECONDS: '1',
    }
    expect(() => parseEnv(bad)).toThrow(
      new Error(`Bad environment:
  DATABASE_URL must be a url that begins with postgres://
  INDEXER_STALL_SECONDS must be a number of seconds, at least 2
  RPC_URL_8453 must be urls that begin with http:// or https://, with commas between
  WS_URL_8453 must be a url that begins with ws:// or wss://`),
    )
    expect(() => parseEnv({ CHAIN_ID: 'base', DATABASE_URL: good.DATABASE_URL })).toThrow(
      new Error('Bad environment:\n  CHAIN_ID must be the id of a chain, such as 8453'),
    )
  })
})

describe('readEnv', () => {
  it('ends the process with 1 where the environment is wrong, and says where', async () => {
    const script = "import { readEnv } from './indexer/env.ts'; readEnv()"
    const { code, stderr } = await runScript(script, { CHAIN_ID: '8453', DATABASE_URL: 'x' })
    expect(code).toBe(1)
    expect(stderr).toBe(`Bad environment:
  DATABASE_URL must be a url that begins with postgres://
  RPC_URL_8453 must be set
`)
  })
})

function badNames(environment: Record<string, string | undefined>): string[] {
  try {
    parseEnv(environment)
    return []
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split('\n')
    expect(title).toBe('Bad environment:')
    return lines.map((line) => line.trim().split(' ')[0] as string)
  }
}
