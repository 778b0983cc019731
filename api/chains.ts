import type { Logger } from 'pino'
import { knownChains, readDeployment } from '../index.ts'
import { toCaip2 } from '../protocol/caip2.ts'
import type { Env } from './env.ts'
import { createFreshness } from './freshness/freshness.ts'
import { connectNode } from './freshness/node.ts'
import { ponderFinality } from './freshness/ponderFinality.ts'
import { openDatabase } from './queries/database.ts'
import { readNewestBlocks } from './queries/newestBlocks.ts'
import type { Chain } from './services.ts'

/** Connections per chain and process, of verdicts and of all else. More than a few only wait for each other on the same cores. */
const verdictConnections = 6
const readConnections = 3

/**
 * Which chains this process serves: those that `CHAIN_IDS` names, or all that have both a deployment and an RPC url.
 *
 * @throws {Error} None has.
 */
export function servedChainIds(env: Env): number[] {
  if (env.chainIds) return [...new Set(env.chainIds)]
  const ids = knownChains(env.deploymentsDir).filter((id) => env.rpcUrls.has(id))
  if (ids.length > 0) return ids
  throw new Error(
    `No chain to serve: none has both RPC_URL_<id> and ${env.deploymentsDir}/<id>.json. Deploy first, or set both.`,
  )
}

/**
 * Opens one chain: its pool, its node and the watch over both, not yet started.
 *
 * @throws {Error} No deployment file for the chain.
 */
export function openChain(parameters: {
  chainId: number
  env: Env
  now: () => number
  log: Logger
}): Chain {
  const { chainId, env, now } = parameters
  const caip2 = toCaip2(chainId)
  const log = parameters.log.child({ chain: caip2 })
  const schema = `chain_${chainId}_v1`
  const open = (connections: number) =>
    openDatabase({ url: env.readDatabaseUrl, caip2, connections })
  const database = open(readConnections)
  const node = connectNode({ urls: env.rpcUrls.get(chainId) ?? [], chainId })
  const freshness = createFreshness({
    caip2,
    node,
    readBlocks: (count, atMost) =>
      readNewestBlocks({ id: chainId, schema, database }, count, atMost ?? null),
    limits: {
      maxLagBlocks: env.maxIndexLagBlocks,
      finalityDepth: ponderFinality(chainId),
      blockTimeSeconds: env.blockTimeSeconds.get(chainId),
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
    verdicts: open(verdictConnections),
    node,
    freshness,
    deployment: readDeployment(chainId, env.deploymentsDir),
    blockTimeSeconds: env.blockTimeSeconds.get(chainId),
  }
}
