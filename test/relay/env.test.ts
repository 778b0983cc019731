import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { envNames, parseEnv } from '../../relay/env.ts'
import { least } from './support/leastEnv.ts'

const key = least.RELAY_PRIVATE_KEY

describe('parseEnv', () => {
  it('fills in the defaults, and takes an empty value for none', () => {
    expect(parseEnv({ ...least, RELAY_API_KEY: '', RELAY_PORT: '' })).toEqual({
      databaseUrl: least.RELAY_DATABASE_URL,
      chainId: 31337,
      rpcUrl: least.RELAY_RPC_URL,
      apiUrl: least.RELAY_API_URL,
      apiKey: undefined,
      host: '127.0.0.1',
      port: 8788,
      origins: [],
      privateKey: key,
      signerPrivateKey: key,
      maxLetterBytes: 1_048_576,
      minConfirmations: 1,
      acceptUnpaidCarriage: false,
      admitFirst: false,
      proveVerdicts: false,
      admitIntervalSeconds: 60,
      acceptFree: 'all',
      maxWaitingLetters: 5_000,
      maxWaitingBytes: 268_435_456,
      maxStreams: 500,
      retentionDays: 30,
      logLevel: 'info',
    })
  })

  it('reads what is set', () => {
    const signer = `0x${'34'.repeat(32)}`
    const set = { RELAY_SIGNER_PRIVATE_KEY: signer, RELAY_ACCEPT_UNPAID_CARRIAGE: 'true' }
    expect(parseEnv({ ...least, ...set, RELAY_CHAIN_ID: '8453' })).toMatchObject({
      ...{ chainId: 8453, signerPrivateKey: signer, acceptUnpaidCarriage: true },
    })
  })

  it.each([
    ['RELAY_ACCEPT_UNPAID_CARRIAGE', 'acceptUnpaidCarriage'],
    ['RELAY_ADMIT_FIRST', 'admitFirst'],
    ['RELAY_PROVE_VERDICTS', 'proveVerdicts'],
  ] as const)('takes %s as true or false, and as nothing else', (name, field) => {
    for (const value of [true, false])
      expect(parseEnv({ ...least, [name]: `${value}` })[field]).toBe(value)
    for (const value of ['1', 'yes', 'True'])
      expect(() => parseEnv({ ...least, [name]: value })).toThrow(`${name} must be true or false`)
  })

  it('takes all or consented for what it carries free', () => {
    expect(parseEnv({ ...least, RELAY_ACCEPT_FREE: 'consented' }).acceptFree).toBe('consented')
    expect(() => parseEnv({ ...least, RELAY_ACCEPT_FREE: 'none' })).toThrow(
      'RELAY_ACCEPT_FREE must be all or consented',
    )
  })

  it('names every bad variable at once, and no value', () => {
    const bad = {
      RELAY_PRIVATE_KEY: '0xhunter2',
      RELAY_PORT: '70000',
      RELAY_RPC_URL: 'ws://hunter2',
    }
    const parse = () => parseEnv(bad)
    expect(parse).toThrow('RELAY_DATABASE_URL must be set')
    for (const name of ['RELAY_RPC_URL', 'RELAY_API_URL', 'RELAY_PORT', 'RELAY_PRIVATE_KEY'])
      expect(parse).toThrow(`  ${name} `)
    expect(parse).not.toThrow('hunter2')
  })
})

describe('relay/.env.example', () => {
  it('lists exactly the variables that are read', () => {
    const text = readFileSync(join(import.meta.dirname, '../../relay/.env.example'), 'utf8')
    const listed = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
    expect(listed.sort()).toEqual([...envNames].sort())
  })
})
