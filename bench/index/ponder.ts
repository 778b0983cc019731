import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/stack/paths.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { startChild, untilReady } from '../../scripts/stack/processes/child.ts'
import { benchDir } from '../api/dataset.ts'
import type { BenchChain } from '../chain/benchChain.ts'
import { usageOf } from '../report/processUsage.ts'

/** An indexer by Ponder: ours, or the yardstick. */
export type Indexer = {
  name: string
  /** Folder and config as Ponder takes them, from the root of the repository. */
  folder: string
  config: string
  /** Schema that it writes. */
  schema: string
  env: (chain: BenchChain, databaseUrl: string) => Record<string, string | undefined>
}

export const ours: Indexer = {
  name: 'ours',
  folder: 'indexer',
  config: '../ponder.config.ts',
  schema: 'bench_ours',
  env: ({ node, deploymentsDir }, databaseUrl) => ({
    CHAIN_ID: '31337',
    DATABASE_URL: databaseUrl,
    DEPLOYMENTS_DIR: deploymentsDir,
    RPC_URL_31337: node.url,
    WS_URL_31337: undefined,
  }),
}

export const bareInserts: Indexer = {
  name: 'Ponder, one bare insert per event',
  folder: 'bench/yardsticks/indexer',
  config: 'ponder.config.ts',
  schema: 'bench_bare',
  env: ({ node, deployment }, databaseUrl) => ({
    DATABASE_URL: databaseUrl,
    RPC_URL: node.url,
    POST_OFFICE: deployment.contracts.PostOffice.address,
    START_BLOCK: String(deployment.contracts.PostOffice.block),
  }),
}

export type Backfill = {
  /** As Ponder tells it: from the first request or read of its cache to the last row. */
  seconds: number
  /** From the start of the process until it follows the head, indexes and all. */
  secondsToReady: number
  cpuSeconds: number
  /** Largest seen. */
  memoryMiB: number
}

/** Lets an indexer catch up with a chain, and ends it. */
export async function backfill(
  indexer: Indexer,
  chain: BenchChain,
  databaseUrl: string,
): Promise<Backfill> {
  const port = await freePort()
  const log = join(benchDir, `logs/${indexer.schema}.log`)
  const start = performance.now()
  const child = await startChild({
    name: `The indexer (${indexer.name})`,
    file: process.execPath,
    args: [
      join(root, 'node_modules/ponder/dist/esm/bin/ponder.js'),
      ...['--root', indexer.folder, '--config', indexer.config, '--log-format', 'json', 'start'],
      ...['--schema', indexer.schema, '--hostname', '127.0.0.1', '--port', String(port)],
    ],
    env: { ...indexer.env(chain, databaseUrl), NODE_ENV: 'production' },
    log,
    signal: 'SIGINT',
  })
  let memoryMiB = 0
  const watch = setInterval(() => {
    memoryMiB = Math.max(memoryMiB, usageOf(child.pid).memoryMiB)
  }, 500)
  try {
    const isLive = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok
    await untilReady(child, isLive, 600_000)
    const secondsToReady = (performance.now() - start) / 1_000
    const { cpuSeconds } = usageOf(child.pid)
    return { seconds: toldSeconds(log), secondsToReady, cpuSeconds, memoryMiB }
  } finally {
    clearInterval(watch)
    await child.stop()
  }
}

function toldSeconds(log: string): number {
  const told = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg?: string; duration?: number })
    .find(({ msg }) => msg === 'Completed backfill indexing across all chains')
  if (!told?.duration) throw new Error(`The log ${log} does not tell how long the backfill took`)
  return told.duration / 1_000
}
