import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenChain } from '../../api/chain.ts'
import { closeChain, openChain } from '../../api/chain.ts'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import type { Tables } from '../helpers/tables.ts'
import { createTables } from '../helpers/tables.ts'
import { createFakeChain } from './fakeChain.ts'

/*
openChain
├── given costly reads hold all of their connections, and as many wait as may → the watch goes on to see the index
└── given such verdicts → so it does, too
*/

const chainId = 31337
const contract = {
  address: `0x${'a'.repeat(40)}`,
  block: 1,
  transaction: `0x${'b'.repeat(64)}`,
} as const

let dir: string
let server: Database
let tables: Tables
let chain: OpenChain
const fake = createFakeChain()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-chain-'))
  server = await startDatabase({ dir, logDir: dir })
  const url = await server.createDatabase('chain')
  tables = await createTables(url, chainId)
  chain = openChain({
    chainId,
    settings: { rpcUrls: ['http://127.0.0.1:1'] },
    deployment: {
      chainId,
      network: 'test',
      commit: '0'.repeat(40),
      contracts: { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract },
    },
    env: { readDatabaseUrl: url, maxIndexLagBlocks: 3, maxIndexLagSeconds: 30 },
    now: Date.now,
    log: pino({ level: 'silent' }),
  })
})

afterAll(async () => {
  await Promise.all([chain && closeChain(chain), tables?.close()])
  await server?.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

describe('the watch of a chain', () => {
  it.each(['database', 'verdicts'] as const)('sees the index while %s is held', async (pool) => {
    await chain.freshness.poll()
    fake.mine()
    const { head } = fake
    const held = Array.from({ length: 60 }, () => chain[pool].query('select pg_sleep(1.9)'))
    const settled = Promise.allSettled(held)
    await tables.insert(schema.block, { chainId, ...head })
    const asked = performance.now()
    await chain.freshness.poll()
    expect(performance.now() - asked).toBeLessThan(1_500)
    expect(chain.freshness.status().indexed).toMatchObject({ hash: head.hash })
    await settled
  })
})
