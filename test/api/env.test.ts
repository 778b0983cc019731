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
      chains: new Map(),
      chainsFile: undefined,
      deploymentsDir: 'deployments',
      host: '127.0.0.1',
      port: 8787,
      maxIndexLagBlocks: 3,
      maxIndexLagSeconds: 30,
      leafLimits: { maxLetters: 4_194_304, quotaBytesPerDay: 1_073_741_824 },
      isDevelopment: false,
      limits: {
        pointsPerMinute: 12_000,
        keyPointsPerMinute: 1_200_000,
        isTrustedProxy: expect.any(Function),
      },
      webhookWorkers: 1,
      feedRetentionDays: 7,
      webhookAllowPrivate: false,
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
      SAFE_CONFIRMATIONS_8453: '10',
      FINALIZED_CONFIRMATIONS_8453: '10',
      NATIVE_SYMBOL_8453: 'POL',
      NATIVE_SYMBOL_137: 'POL',
      CHAINS_FILE: '/srv/chains.json',
      DEPLOYMENTS_DIR: '/srv/deployments',
      API_HOST: '0.0.0.0',
      API_PORT: '0',
      MAX_INDEX_LAG_BLOCKS: '0',
      MAX_INDEX_LAG_SECONDS: '2.5',
      MAX_MAILING_LETTERS: '1000',
      LEAVES_QUOTA_BYTES_PER_DAY: '0',
      LOG_LEVEL: 'silent',
      API_ENV: 'development',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      RATE_LIMIT_POINTS_PER_MINUTE: '60',
      RATE_LIMIT_KEY_POINTS_PER_MINUTE: '600',
      WEBHOOK_WORKERS: '0',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      FEED_RETENTION_DAYS: '0.5',
      SOMETHING_ELSE: 'x',
    })
    expect(env).toEqual({
      databaseUrl,
      readDatabaseUrl: 'postgres://reader@standby/pennypost',
      chainIds: [31337, 8453],
      chains: new Map([
        [31337, { rpcUrls: ['http://127.0.0.1:8545'] }],
        [
          8453,
          {
            rpcUrls: ['https://one.example/key', 'https://two.example'],
            blockTimeSeconds: 2,
            safeConfirmations: 10,
            finalizedConfirmations: 10,
            nativeSymbol: 'POL',
          },
        ],
      ]),
      chainsFile: '/srv/chains.json',
      deploymentsDir: '/srv/deployments',
      host: '0.0.0.0',
      port: 0,
      maxIndexLagBlocks: 0,
      maxIndexLagSeconds: 2.5,
      leafLimits: { maxLetters: 1_000, quotaBytesPerDay: 0 },
      isDevelopment: true,
      limits: {
        pointsPerMinute: 60,
        keyPointsPerMinute: 600,
        isTrustedProxy: expect.any(Function),
      },
      webhookWorkers: 0,
      feedRetentionDays: 0.5,
      webhookAllowPrivate: true,
      logLevel: 'silent',
    })
  })

  it('takes an empty value for none', () => {
    const env = parseEnv({ DATABASE_URL: databaseUrl, CHAIN_IDS: '', API_PORT: '', RPC_URL_1: '' })
    expect(env).toMatchObject({ chainIds: undefined, port: 8787, chains: new Map() })
  })

  it('names every bad variable at once, and no value', () => {
    const error = catchError(() =>
      parseEnv({
        DATABASE_URL: 'mysql://root:hunter2@db',
        CHAIN_IDS: '31337;8453',
        RPC_URL_31337: 'ws://node.example/hunter2',
        RPC_URL_BASE: 'http://x',
        BLOCK_TIME_SECONDS_1: '0',
        SAFE_CONFIRMATIONS_1: '0',
        FINALIZED_CONFIRMATIONS_1: '1.5',
        NATIVE_SYMBOL_1: 'two words',
        RPC_URL_2: 'http://two',
        SAFE_CONFIRMATIONS_2: '3',
        FINALIZED_CONFIRMATIONS_2: '2',
        MAX_INDEX_LAG_SECONDS: '3601',
        API_PORT: '70000',
        MAX_INDEX_LAG_BLOCKS: '-1',
        API_ENV: 'test',
        LOG_LEVEL: 'loud',
        TRUSTED_PROXIES: '10.0.0.0/8,proxy.example',
        RATE_LIMIT_POINTS_PER_MINUTE: '0',
        RATE_LIMIT_KEY_POINTS_PER_MINUTE: 'many',
        WEBHOOK_WORKERS: '-1',
        WEBHOOK_ALLOW_PRIVATE: 'yes',
        FEED_RETENTION_DAYS: '0',
      }),
    )
    const names = error.message.split('\n').map((line) => line.trim().split(' ')[0])
    expect(names.slice(1).sort()).toEqual([
      'API_ENV',
      'API_PORT',
      'BLOCK_TIME_SECONDS_1',
      'CHAIN_IDS',
      'DATABASE_URL',
      'FEED_RETENTION_DAYS',
      'FINALIZED_CONFIRMATIONS_1',
      'FINALIZED_CONFIRMATIONS_2',
      'LOG_LEVEL',
      'MAX_INDEX_LAG_BLOCKS',
      'MAX_INDEX_LAG_SECONDS',
      'NATIVE_SYMBOL_1',
      'RATE_LIMIT_KEY_POINTS_PER_MINUTE',
      'RATE_LIMIT_POINTS_PER_MINUTE',
      'RPC_URL_31337',
      'RPC_URL_BASE',
      'SAFE_CONFIRMATIONS_1',
      'TRUSTED_PROXIES',
      'WEBHOOK_ALLOW_PRIVATE',
      'WEBHOOK_WORKERS',
    ])
    expect(error.message).not.toContain('hunter2')
  })

  it('has as good as no limits in development, and private webhooks nowhere else', () => {
    const development = parseEnv({ DATABASE_URL: databaseUrl, API_ENV: 'development' })
    expect(development.limits).toMatchObject({
      pointsPerMinute: 60_000_000,
      keyPointsPerMinute: 60_000_000,
    })
    const error = catchError(() =>
      parseEnv({ DATABASE_URL: databaseUrl, WEBHOOK_ALLOW_PRIVATE: 'true' }),
    )
    expect(error.message).toBe(
      'Bad environment:\n  WEBHOOK_ALLOW_PRIVATE may be true with API_ENV=development only',
    )
  })

  it('wants an RPC url for every chain that CHAIN_IDS names', () => {
    const error = catchError(() =>
      parseEnv({ DATABASE_URL: databaseUrl, CHAIN_IDS: '1,2', RPC_URL_1: 'http://a' }),
    )
    expect(error.message).toBe(
      'Bad environment:\n  RPC_URL_2 must be set, as CHAIN_IDS names chain 2',
    )
    const later = { DATABASE_URL: databaseUrl, CHAIN_IDS: '1,2', CHAINS_FILE: 'chains.json' }
    expect(parseEnv(later)).toMatchObject({ chainIds: [1, 2], chainsFile: 'chains.json' })
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
