import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { App } from '../../api/app.ts'
import { createApp } from '../../api/app.ts'
import { openFeed } from '../../api/feed/openFeed.ts'
import { createFreshness } from '../../api/freshness/freshness.ts'
import { createMetrics } from '../../api/metrics.ts'
import { openDatabase } from '../../api/queries/database.ts'
import { readNewestBlocks } from '../../api/queries/newestBlocks.ts'
import { migrate } from '../../api/schema/migrate.ts'
import type { Chain, Services } from '../../api/services.ts'
import { openStore } from '../../api/store.ts'
import { createTokens } from '../../api/tokens/tokens.ts'
import type { Deployment } from '../../index.ts'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Caip2 } from '../../protocol/caip2.ts'
import { toCaip2 } from '../../protocol/caip2.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import type { Tables } from '../helpers/tables.ts'
import { createTables } from '../helpers/tables.ts'
import { holdToContract } from './contract.ts'
import type { FakeChain } from './fakeChain.ts'
import { createFakeChain, genesisTime } from './fakeChain.ts'

/** An API over a real Postgres and fake nodes, with a clock of its own. */
export type World = {
  app: App
  services: Services
  /** Every line of the log so far, parsed. */
  log: Record<string, unknown>[]
  clock: {
    /** Milliseconds since 1970. */
    now: number
  }
  chains: WorldChain[]
  postgres: Database
  databaseUrl: string
  stop(): Promise<void>
}

export type WorldChain = {
  id: number
  caip2: Caip2
  chain: Chain
  fake: FakeChain
  tables: Tables
  /** Writes the rows of all blocks that the fake chain has, and lets the API poll. */
  index(): Promise<void>
}

/** Starts a world in which every chain is indexed up to its head, and fit. */
export async function startWorld(chainIds: readonly number[] = [31337]): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'pennypost-api-'))
  const postgres = await startDatabase({ dir, logDir: dir })
  const databaseUrl = await postgres.createDatabase('pennypost')
  const clock = { now: genesisTime * 1000 + 60_000 }
  const log: Record<string, unknown>[] = []
  const chains = await Promise.all(chainIds.map((id) => openWorldChain(id, databaseUrl, clock)))
  const store = openStore({ url: databaseUrl })
  await migrate(store)
  const served = new Map(chains.map(({ caip2, chain }) => [caip2, chain]))
  const logger = pino({ level: 'trace' }, { write: (line) => void log.push(JSON.parse(line)) })
  const metrics = createMetrics()
  const services: Services = {
    store,
    tokens: createTokens({
      nodes: new Map(chains.map(({ id, fake }) => [id, fake.node])),
      store,
      now: () => clock.now,
    }),
    chains: served,
    now: () => clock.now,
    log: logger,
    metrics,
    feed: openFeed({ chains: served, store, log: logger, metrics, retentionDays: 7 }),
    isShuttingDown: () => false,
  }
  return {
    app: holdToContract(createApp(services)),
    services,
    log,
    clock,
    chains,
    postgres,
    databaseUrl,
    async stop() {
      await services.feed.stop()
      await Promise.all([
        store.close(),
        ...chains.flatMap(({ chain, tables }) => [chain.database.close(), tables.close()]),
      ])
      await postgres.stop()
      await removeDatabase(dir)
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function openWorldChain(
  id: number,
  databaseUrl: string,
  clock: World['clock'],
): Promise<WorldChain> {
  const caip2 = toCaip2(id)
  const tables = await createTables(databaseUrl, id)
  const fake = createFakeChain()
  const database = openDatabase({ url: databaseUrl, caip2, connections: 2 })
  const location = { id, schema: `chain_${id}_v1`, database, verdicts: database, batches: database }
  const freshness = createFreshness({
    caip2,
    node: fake.node,
    readBlocks: (count, atMost) => readNewestBlocks(location, count, atMost ?? null),
    limits: { maxLagBlocks: 3, maxLagSeconds: 30, finalityDepth: 30 },
    now: () => clock.now,
    report: () => {},
  })
  const world: WorldChain = {
    id,
    caip2,
    chain: { ...location, caip2, node: fake.node, freshness, deployment: deploymentOf(id) },
    fake,
    tables,
    async index() {
      await tables.run('truncate block')
      await tables.insert(schema.block, ...fake.blocks.map((block) => ({ chainId: id, ...block })))
      await freshness.poll()
    },
  }
  await world.index()
  return world
}

function deploymentOf(chainId: number): Deployment {
  const contract = (digit: string, block: number) => ({
    address: `0x${digit.repeat(40)}` as const,
    block,
    transaction: `0x${digit.repeat(64)}` as const,
  })
  return {
    chainId,
    network: `test${chainId}`,
    commit: '0'.repeat(40),
    contracts: {
      InboxRegistry: contract('a', 1),
      RelayRegistry: contract('b', 2),
      PostOffice: contract('c', 3),
    },
  }
}
