import { join, resolve } from 'node:path'
import { indexerBuild } from './indexerBuild.ts'
import { logDir, root } from './paths.ts'
import { freePort } from './ports.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'

type IndexerParameters = {
  chainId: number
  rpcUrl: string
  databaseUrl: string
  deploymentsDir: string
  /** Of Ponder's own HTTP server, which is nobody else's business. */
  port?: number | undefined
  logDir?: string | undefined
}

export type Indexer = Child & {
  /** The Postgres schema that it writes. Readers use the views in `viewsSchema`. */
  schema: string
  viewsSchema: string
  /** Resolves once it follows the chain's head; from then on it writes a row for each block. */
  waitUntilLive(): Promise<void>
}

/** Starts the indexer of one chain, and returns before it has caught up. */
export async function startIndexer(parameters: IndexerParameters): Promise<Indexer> {
  const { chainId, rpcUrl, databaseUrl } = parameters
  const deploymentsDir = resolve(parameters.deploymentsDir)
  const port = parameters.port ?? (await freePort())
  const build = indexerBuild(join(deploymentsDir, `${chainId}.json`))
  const schema = `idx_${chainId}_${build}`
  const viewsSchema = `chain_${chainId}_v1`
  const child = await startChild({
    name: `The indexer of chain ${chainId}`,
    file: process.execPath,
    args: [
      join(root, 'node_modules/ponder/dist/esm/bin/ponder.js'),
      ...['--root', 'indexer', '--config', '../ponder.config.ts', 'start'],
      ...['--schema', schema, '--views-schema', viewsSchema],
      ...['--hostname', '127.0.0.1', '--port', String(port)],
    ],
    env: {
      CHAIN_ID: String(chainId),
      DATABASE_URL: databaseUrl,
      DEPLOYMENTS_DIR: deploymentsDir,
      [`RPC_URL_${chainId}`]: rpcUrl,
      // The node is polled: a Hardhat node ends a subscription after five minutes, without a word.
      [`WS_URL_${chainId}`]: undefined,
    },
    log: join(parameters.logDir ?? logDir, `indexer-${chainId}.log`),
    // Its handler of SIGTERM leaves the lock that it holds in the database.
    signal: 'SIGINT',
  })
  const isLive = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok
  const waitUntilLive = async () => void (await untilReady(child, isLive, 120_000))
  return { ...child, schema, viewsSchema, waitUntilLive }
}
