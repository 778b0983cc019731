import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parseEnv } from '../../api/env.ts'

const databaseUrl = 'postgres://user:secret@127.0.0.1:5432/pennypost'

describe('parseEnv', () => {
  it('fills in the defaults', () => {
    expect(parseEnv({ DATABASE_URL: databaseUrl })).toEqual({
      databaseUrl,
      readDatabaseUrl: databaseUrl,
      chainIds: undefined,
      rpcUrls: new Map(),
      blockTimeSeconds: new Map(),
      deploymentsDir: 'deployments',
      host: '127.0.0.1',
      port: 8787,
      maxIndexLagBlocks: 3,
      isDevelopment: false,
      logLevel: 'info',
    })
  })

  it('reads every variable', () => {
    const env = parseEnv({
      DATABASE_URL: databaseUrl,
      READ_DATABASE_URL: 'postgres://reader@standby/pennypost',
      CHAIN_IDS: '31337,8453',
      RPC_URL_31337: 'http://127.0.0.1:8545',
      RPC_URL_8453: 'https://one.example/key, https://two.example',
      BLOCK_TIME_SECONDS_8453: '2',
      BLOCK_TIME_SECONDS_42161: '0.25',
      DEPLOYMENTS_DIR: '/srv/deployments',
      API_HOST: '0.0.0.0',
      API_PORT: '0',
      MAX_INDEX_LAG_BLOCKS: '0',
      LOG_LEVEL: 'silent',
      API_ENV: 'development',
      SOMETHING_ELSE: 'x',
    })
    expect(env).toEqual({
      databaseUrl,
      readDatabaseUrl: 'postgres://reader@standby/pennypost',
      chainIds: [31337, 8453],
      rpcUrls: new Map([
        [31337, ['http://127.0.0.1:8545']],
        [8453, ['https://one.example/key', 'https://two.example']],
      ]),
      blockTimeSeconds: new Map([
        [8453, 2],
        [42161, 0.25],
      ]),
      deploymentsDir: '/srv/deployments',
      host: '0.0.0.0',
      port: 0,
      maxIndexLagBlocks: 0,
      isDevelopment: true,
      logLevel: 'silent',
    })
  })

  it('takes an empty value for none', () => {
    const env = parseEnv({ DATABASE_URL: databaseUrl, CHAIN_IDS: '', API_PORT: '', RPC_URL_1: '' })
    expect(env).toMatchObject({ chainIds: undefined, port: 8787, rpcUrls: new Map() })
  })

  it('names every bad variable at once, and no value', () => {
    const error = catchError(() =>
      parseEnv({
        DATABASE_URL: 'mysql://root:hunter2@db',
        CHAIN_IDS: '31337;8453',
        RPC_URL_31337: 'ws://node.example/hunter2',
        RPC_URL_BASE: 'http://x',
        BLOCK_TIME_SECONDS_1: '0',
        API_PORT: '70000',
        MAX_INDEX_LAG_BLOCKS: '-1',
        API_ENV: 'test',
        LOG_LEVEL: 'loud',
      }),
    )
    const names = error.message.split('\n').map((line) => line.trim().split(' ')[0])
    expect(names.slice(1).sort()).toEqual([
      'API_ENV',
      'API_PORT',
      'BLOCK_TIME_SECONDS_1',
      'CHAIN_IDS',
      'DATABASE_URL',
      'LOG_LEVEL',
      'MAX_INDEX_LAG_BLOCKS',
      'RPC_URL_31337',
      'RPC_URL_BASE',
    ])
    expect(error.message).not.toContain('hunter2')
  })

  it('wants an RPC url for every chain that CHAIN_IDS names', () => {
    const error = catchError(() =>
      parseEnv({ DATABASE_URL: databaseUrl, CHAIN_IDS: '1,2', RPC_URL_1: 'http://a' }),
    )
    expect(error.message).toBe(
      'Bad environment:\n  RPC_URL_2 must be set, as CHAIN_IDS names chain 2',
    )
  })
})

describe('readEnv', () => {
  it('prints what is wrong and exits with status 1', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['api/server.ts'], {
      env: { PATH: process.env.PATH, API_PORT: 'x' },
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toBe('Bad environment:\n  DATABASE_URL must be set\n  API_PORT must be a port\n')
  })
})

function catchError(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('Nothing was thrown')
}
