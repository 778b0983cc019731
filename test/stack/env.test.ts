import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStackEnv } from '../../scripts/stack/env.ts'
import { root } from '../../scripts/stack/paths.ts'

describe('readStackEnv', () => {
  it('has a default for everything', () => {
    expect(readStackEnv({})).toEqual({
      chainPort: 8545,
      apiPort: 8787,
      relayPort: 8788,
      webPort: 5173,
      databaseUrl: undefined,
      deploymentsDir: 'deployments',
    })
  })

  it('takes an empty variable for none', () => {
    expect(readStackEnv({ CHAIN_PORT: '', DATABASE_URL: '' })).toEqual(readStackEnv({}))
  })

  it('names every bad variable at once, without its value', () => {
    const bad = { CHAIN_PORT: '70000', API_PORT: 'x', DATABASE_URL: 'mysql://user:secret@host' }
    expect(() => readStackEnv(bad)).toThrow(
      /^Bad environment:\n {2}CHAIN_PORT .+\n {2}API_PORT must be a port\n {2}DATABASE_URL must be a url that begins with postgres:\/\/$/,
    )
    expect(() => readStackEnv(bad)).not.toThrow('secret')
  })
})

describe('.env.example', () => {
  it('lists exactly the variables that are read', () => {
    const listed = [...text('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)]
      .map(nameOf)
      .map((name) => name.replace(/_\d+$/, '_31337'))
    expect([...new Set(listed)].sort()).toEqual([...new Set(variablesRead())].sort())
  })
})

/** Every variable that some part reads; one that ends in a chain id with 31337 for it. */
function variablesRead(): string[] {
  const own = ['api/env.ts', 'api/chainVariables.ts', 'indexer/env.ts', 'scripts/stack/env.ts']
  const files = [...own, 'web/env.ts']
  const schemas = files.map(text).join('\n')
  const sources = globSync(['*.config.ts', '{api,bench,indexer,scripts}/**/*.{ts,mjs}'], {
    cwd: root,
  })
  const direct = sources.map(text).join('\n')
  const networks = [...text('hardhat.config.ts').matchAll(/live\('([A-Z_]+)'/g)].map(nameOf)
  return [
    ...[...schemas.matchAll(/^ +([A-Z][A-Z0-9_]+): z?/gm)].map(nameOf),
    ...[...schemas.matchAll(/['`]((?:RPC|WS)_URL_|[A-Z]+_(?:TIME_SECONDS|CONFIRMATIONS|SYMBOL)_)/g)]
      .map(nameOf)
      .map(chainOne),
    ...[...direct.matchAll(/process\.env\.([A-Z][A-Z0-9_]*)/g)].map(nameOf).filter(isOurs),
    ...[...direct.matchAll(/configVariable\('([A-Z_]+)'\)/g)].map(nameOf),
    ...networks.map((network) => `${network}_RPC_URL`),
  ]
}

const text = (file: string) => readFileSync(join(root, file), 'utf8')
const nameOf = ([, name = '']: RegExpExecArray) => name
const chainOne = (prefix: string) => `${prefix}31337`

/** What the bootstrap passes on to the task is nothing to set, nor is another chain's id, nor what is the build's own affair. */
const isOurs = (name: string) =>
  !['PENNYPOST_BOOTSTRAP_PROBLEM', 'NODE_ENV'].includes(name) && !name.endsWith('_31338')
