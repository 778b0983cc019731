import { join, resolve } from 'node:path'
import { indexerBuild } from './indexerBuild.ts'
import { indexViews } from './indexViews.ts'
import { logDir, root } from './paths.ts'
import { freePort } from './ports.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'

type IndexerParameters = {
  chainId: number
  /** Several with commas between. */
  rpcUrl: string
  databaseUrl: string
  deploymentsDir: string
  /** Of Ponder's own HTTP server, which is nobody else's business. */
  port?: number | undefined
  /** Folder for its log; null: its log, as JSON lines, goes to where this process's output goes. */
  logDir?: string | null | undefined
  /** Milliseconds that it gets to end; a few seconds unless told. */
  grace?: number | undefined
  /** Has the node push its heads. Without it the node is polled: a Hardhat node ends a subscription after five minutes, without a word. */
  wsUrl?: string | undefined
}

export type Indexer = Child & {
  /** The Postgres schema that it writes. Readers use the views in `viewsSchema`. */
  schema: string
  viewsSchema: string
  /** Resolves once it follows the chain's head; from then on it writes a row for each block. */
  waitUntilLive(): Promise<void>
  /** Whether it does. @throws When it does not say. */
  isLive(): Promise<boolean>
}

/** Starts the indexer of one chain, and returns before it has caught up. */
export async function startIndexer(parameters: IndexerParameters): Promise<Indexer> {
  const { chainId, rpcUrl, databaseUrl } = parameters
  const deploymentsDir = resolve(parameters.deploymentsDir)
  const port = parameters.port ?? (await freePort())
  const schema = indexerSchema(parameters)
  const viewsSchema = `chain_${chainId}_v1`
  const { logDir: logs = logDir } = parameters
  const rpcUrls = rpcUrl.split(',').map((url) => url.trim())
  const views = indexViews({ databaseUrl, rpcUrls, schema, viewsSchema })
  // Where readers have another index, they keep it until this one has all that it has.
  const replaces = await views.showAnother().catch(() => false)
  const child = await startChild({
    name: `The indexer of chain ${chainId}`,
    file: process.execPath,
    args: [
      join(root, 'node_modules/ponder/dist/esm/bin/ponder.js'),
      ...['--root', 'indexer', '--config', '../ponder.config.ts', 'start'],
      ...['--schema', schema, ...(replaces ? [] : ['--views-schema', viewsSchema])],
      ...['--hostname', '127.0.0.1', '--port', String(port)],
      ...(logs === null ? ['--log-format', 'json'] : []),
    ],
    env: {
      CHAIN_ID: String(chainId),
      DATABASE_URL: databaseUrl,
      DEPLOYMENTS_DIR: deploymentsDir,
      [`RPC_URL_${chainId}`]: rpcUrl,
      [`WS_URL_${chainId}`]: parameters.wsUrl,
    },
    log: logs === null ? undefined : join(logs, `indexer-${chainId}.log`),
    grace: parameters.grace,
    // Its handler of SIGTERM leaves the lock that it holds in the database.
    signal: 'SIGINT',
  })
  if (replaces) {
    let isOver = false
    void child.exited.then(() => {
      isOver = true
    })
    void views.showWhenCaughtUp(() => isOver)
  }
  const isLive = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok
  const waitUntilLive = async () => void (await untilReady(child, isLive, 120_000))
  return { ...child, schema, viewsSchema, waitUntilLive, isLive }
}

/** The Postgres schema that an indexer of these sources writes. */
export function indexerSchema(parameters: { chainId: number; deploymentsDir: string }): string {
  const { chainId, deploymentsDir } = parameters
  return `idx_${chainId}_${indexerBuild(join(resolve(deploymentsDir), `${chainId}.json`))}`
}
