import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { startApi } from '../../scripts/stack/api.ts'
import type { Indexer } from '../../scripts/stack/indexer.ts'
import { startIndexer } from '../../scripts/stack/indexer.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { Service, Services } from '../../scripts/stack/processes/services.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import { request } from '../../scripts/stack/rpc.ts'
import { startBenchChain } from '../chain/benchChain.ts'
import { startOncoming } from '../chain/oncoming.ts'
import type { SteadyResult } from '../load/steady.ts'
import { runSteady } from '../load/steady.ts'
import type { Figure } from '../report/figure.ts'
import { usageOf } from '../report/processUsage.ts'
import { benchDir, startBenchDatabase } from './dataset.ts'
import { singleBody } from './letters.ts'
import { checkAnswers, production } from './process.ts'
import { rowStatements } from './rows.ts'
import type { ApiSizes } from './sizes.ts'

const reorgDepth = 5

/** A long load on an API whose chain moves, with one reorg half way. */
export async function measureSoak(sizes: ApiSizes): Promise<Figure[]> {
  const services = createServices()
  try {
    return await soak(sizes, services)
  } finally {
    await services.stop()
  }
}

async function soak(sizes: ApiSizes, services: Services): Promise<Figure[]> {
  const seconds = Math.round(sizes.soakMinutes * 60)
  const chain = await startBenchChain(['--prune-history', '1000'])
  const node = services.add(chain.node) && chain.node
  const server = services.add(await startBenchDatabase())
  const databaseUrl = await server.createDatabase('soak')
  const { deploymentsDir, wsUrl } = chain
  const [chainId, logDir] = [31_337, join(benchDir, 'logs')] as const
  const indexer = services.add(
    await startIndexer({ chainId, rpcUrl: node.url, wsUrl, databaseUrl, deploymentsDir, logDir }),
  )
  await indexer.waitUntilLive()
  await addData(databaseUrl, indexer, sizes)
  const chains = [{ id: chainId, rpcUrl: node.url }]
  const env = production
  const api = services.add(await startApi({ databaseUrl, deploymentsDir, chains, env, logDir }))
  await poll(
    async () => {
      await request(node.url, 'evm_mine')
      return (await fetch(`${api.url}/readyz`)).ok
    },
    { for: 'the API to be ready', within: 60_000, every: 200 },
  )
  await checkAnswers(api.url, sizes)

  const bodies = Array.from({ length: Math.min(100_000, sizes.stamps) }, (_, n) =>
    singleBody(n, sizes),
  )
  const silences: { second: number; refused: number }[] = []
  let second = 0
  const before = await newestBlock(databaseUrl, indexer)
  const used = usageOf(indexer.pid)
  const oncoming = startOncoming(chain, sizes.soakBlocks)
  const load = runSteady({
    url: `${api.url}/v1/verify`,
    body: (n) => bodies[n % bodies.length] as string,
    rate: sizes.soakRate,
    connections: 256,
    seconds,
    tell({ answered, refused, p99 }) {
      second += 1
      if (refused > 0) silences.push({ second, refused })
      if (second % 30 !== 0 && refused === 0) return
      console.log(`${second} s: ${answered} answers, ${refused} refusals, p99 ${p99.toFixed(1)} ms`)
    },
  })
  await sleep(seconds * 500)
  const reorgAt = second
  await oncoming.reorg(reorgDepth)
  const result = await load
  const came = await oncoming.stop()
  const head = Number(await request(node.url, 'eth_blockNumber'))
  const stopped = performance.now()
  await poll(async () => (await newestBlock(databaseUrl, indexer)) === head, {
    for: `block ${head} to be indexed`,
    within: 300_000,
  })
  const late = (performance.now() - stopped) / 1_000
  const indexed = head - before
  const cpuSeconds = usageOf(indexer.pid).cpuSeconds - used.cpuSeconds
  return [
    ...loadFigures(result, sizes, seconds),
    {
      name: 'answers that were no verdict',
      value: Object.entries(result.answers).reduce(
        (sum, [name, count]) => (name === '200' ? sum : sum + count),
        0,
      ),
      unit: '',
      note: silencesText(silences, reorgAt, result),
    },
    {
      name: 'blocks indexed a second',
      value: indexed / (came.seconds + late),
      unit: '/s',
      yardstick: { name: 'mined', value: indexed / came.seconds },
      aim: { of: 'ratio', least: 0.99 },
      note: `processor time of the indexer a block: ${((cpuSeconds * 1_000) / indexed).toFixed(1)} ms; the last one was there ${late.toFixed(1)} s after it was mined`,
    },
    ...memory({ 'the API': api, 'the indexer': indexer, PostgreSQL: server, anvil: node }),
  ]
}

function loadFigures(result: SteadyResult, sizes: ApiSizes, seconds: number): Figure[] {
  const { rate, p50, p99, worst } = result
  const asked = sizes.soakRate.toLocaleString('en-US')
  return [
    {
      name: `answers a second, asked ${asked}/s for ${seconds} s`,
      value: rate,
      unit: '/s',
      aim: { least: sizes.soakRate * 0.995 },
    },
    {
      name: 'p99 over all of it',
      value: p99,
      unit: 'ms',
      aim: { most: 20 },
      note: `p50 ${p50.toFixed(1)} ms, worst ${worst.toFixed(0)} ms`,
    },
  ]
}

function silencesText(
  silences: readonly { second: number }[],
  reorgAt: number,
  { answers }: SteadyResult,
): string {
  if (silences.length === 0) return `the reorg came at ${reorgAt} s`
  const times = silences.map(({ second }) => second)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const codes = Object.entries(answers).filter(([name]) => name !== '200')
  const text = codes.map(([code, count]) => `${count} × \`${code}\``).join(', ')
  return `${text}, in ${silences.length} seconds from ${first} s to ${last} s; the reorg came at ${reorgAt} s`
}

function memory(processes: Record<string, Service & { pid: number }>): Figure[] {
  return Object.entries(processes).map(([name, { pid }]) => ({
    name: `memory of ${name}, at the end`,
    value: usageOf(pid).memoryMiB,
    unit: 'MiB',
  }))
}

async function newestBlock(databaseUrl: string, { schema }: Indexer): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1 })
  const [row] = await sql.unsafe(`select max(number)::int4 as number from ${schema}.block`)
  await sql.end()
  return row?.number
}

/**
 * Puts the data set beside what the indexer has written, of blocks that the chain has. Without triggers, by which Ponder would take it
 * for its own and undo it with the newest blocks.
 */
async function addData(databaseUrl: string, { schema }: Indexer, sizes: ApiSizes): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`set search_path = ${schema}; set session_replication_role = replica`)
    const indexes = await sql<{ name: string; definition: string }[]>`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = ${schema} and indexdef like 'CREATE INDEX%' and tablename not like '\\_%'`
    for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`)
    for (const statement of rowStatements(sizes, 20)) await sql.unsafe(statement)
    for (const { definition } of indexes) await sql.unsafe(definition)
    await sql.unsafe('vacuum analyze')
  } finally {
    await sql.end()
  }
}
