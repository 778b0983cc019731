import type { Logger } from 'pino'
import type { Deployment } from '../index.ts'
import { toCaip2 } from '../protocol/caip2.ts'
import type { ChainSettings } from './chainSettings.ts'
import type { Env } from './env.ts'
import { createFreshness } from './freshness/freshness.ts'
import { connectNode } from './freshness/node.ts'
import { ponderFinality } from './freshness/ponderFinality.ts'
import type { Database } from './queries/database.ts'
import { openDatabase } from './queries/database.ts'
import { readNewestBlocks } from './queries/newestBlocks.ts'
import { readVerdictTables } from './queries/verdictTables.ts'
import { mostStatements } from './queries/verifyTogether.ts'
import type { Chain } from './services.ts'

/** Connections per chain and process. More than a few only wait for each other on the same cores. */
const verdictConnections = mostStatements
const batchConnections = 3
const readConnections = 3
/** Of the watch, which asks one thing at a time. On its own, as no read may make the index look stale to every verdict. */
const watchConnections = 1

/** A chain as it was opened, with what only closing it needs. */
export type OpenChain = Chain & { watched: Database }

/** Opens one chain: its pools, its node and the watch over both, not yet started. Nothing connects before it is asked. */
export function openChain(parameters: {
  chainId: number
  settings: ChainSettings
  deployment: Deployment
  env: Pick<Env, 'readDatabaseUrl' | 'maxIndexLagBlocks' | 'maxIndexLagSeconds'>
  now: () => number
  log: Logger
}): OpenChain {
  const { chainId, settings, deployment, env, now } = parameters
  const { rpcUrls, blockTimeSeconds, safeConfirmations, finalizedConfirmations } = settings
  const caip2 = toCaip2(chainId)
  const log = parameters.log.child({ chain: caip2 })
  const schema = `chain_${chainId}_v1`
  const open = (connections: number) =>
    openDatabase({ url: env.readDatabaseUrl, caip2, connections })
  const database = open(readConnections)
  const verdicts = open(verdictConnections)
  const batches = open(batchConnections)
  const watched = open(watchConnections)
  const node = connectNode({ urls: rpcUrls, chainId })
  const freshness = createFreshness({
    caip2,
    node,
    readBlocks: (count, atMost) =>
      readNewestBlocks({ id: chainId, schema, database: watched }, count, atMost ?? null),
    // By the way that verdicts take, so that it fails as they do.
    probe: () => readVerdictTables({ id: chainId, schema, database: verdicts }),
    breaks: () =>
      [database, verdicts, batches, watched].reduce((sum, one) => sum + one.breaks(), 0),
    limits: {
      maxLagBlocks: env.maxIndexLagBlocks,
      maxLagSeconds: env.maxIndexLagSeconds,
      finalityDepth: ponderFinality(chainId),
      blockTimeSeconds,
      finality: { safeConfirmations, finalizedConfirmations },
    },
    now,
    report(part, err) {
      if (err === undefined) log.info({ part }, 'polling again')
      else log.warn({ part, err }, 'polling fails')
    },
  })
  return {
    id: chainId,
    caip2,
    schema,
    database,
    verdicts,
    batches,
    watched,
    node,
    freshness,
    deployment,
    blockTimeSeconds,
    nativeSymbol: settings.nativeSymbol,
  }
}

/** Ends the watch of a chain, waits for its open statements and closes its connections. */
export async function closeChain(chain: OpenChain): Promise<void> {
  chain.freshness.stop()
  const pools = [chain.database, chain.verdicts, chain.batches, chain.watched]
  await Promise.all(pools.map((pool) => pool.close()))
}
