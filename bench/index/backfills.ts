import postgres from 'postgres'
import { request } from '../../scripts/stack/rpc.ts'
import { startBenchDatabase } from '../api/dataset.ts'
import { startBenchChain } from '../chain/benchChain.ts'
import type { Figure } from '../report/figure.ts'
import type { Backfill, Indexer } from './ponder.ts'
import { backfill, bareInserts, ours } from './ponder.ts'
import type { IndexSizes } from './sizes.ts'

/** Blocks below the head that Ponder takes for final; it follows the rest as they come. */
const finality = 30

type Kind = 'cold' | 'warm'

/** Backfills of the same stamps by our indexer and by the yardstick, in turns. */
export async function measureBackfills(sizes: IndexSizes): Promise<Figure[]> {
  const { blocks, stampsPerBlock, rounds } = sizes
  const events = blocks * stampsPerBlock
  const chain = await startBenchChain()
  const server = await startBenchDatabase()
  try {
    for (let block = 0; block < blocks; block++) {
      await chain.post(block * stampsPerBlock, stampsPerBlock)
    }
    await request(chain.node.url, 'anvil_mine', [finality + 10])
    const runs: { indexer: Indexer; kind: Kind; result: Backfill }[] = []
    let database = ''
    for (let round = 0; round < rounds; round++) {
      for (const indexer of [bareInserts, ours]) {
        database = await server.createDatabase(indexer.schema)
        for (const kind of ['cold', 'warm'] as const) {
          await dropSchema(database, indexer.schema)
          const result = await backfill(indexer, chain, database)
          await checkRows(database, indexer, events)
          runs.push({ indexer, kind, result })
        }
      }
    }
    const figures = (['cold', 'warm'] as const).map((kind): Figure => {
      const of = (indexer: Indexer) =>
        runs.filter((run) => run.indexer === indexer && run.kind === kind).map((run) => run.result)
      const [own, bare] = [of(ours), of(bareInserts)]
      const rate = (results: Backfill[]) => events / median(results.map(({ seconds }) => seconds))
      return {
        name: kind === 'cold' ? 'backfill, from the node' : "backfill, from Ponder's cache",
        value: rate(own),
        unit: 'events/s',
        yardstick: { name: bareInserts.name, value: rate(bare) },
        aim: { of: 'ratio', least: kind === 'cold' ? 0.6 : 0.3 },
        note: `median of ${rounds}; ${describe('ours', own)}; ${describe('yardstick', bare)}`,
      }
    })
    return [...figures, ...(await growth(database, events))]
  } finally {
    await server.stop()
    await chain.node.stop()
  }
}

function describe(who: string, results: Backfill[]): string {
  const at = (key: keyof Backfill) => median(results.map((result) => result[key]))
  return `${who}: ready ${at('secondsToReady').toFixed(1)} s after its start, ${at('cpuSeconds').toFixed(1)} s of processor time, ${at('memoryMiB').toFixed(0)} MiB at most`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function dropSchema(databaseUrl: string, schema: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop schema if exists ${schema} cascade`)
  await sql.end()
}

/** What was quick must be there. */
async function checkRows(databaseUrl: string, { schema }: Indexer, events: number) {
  const table = schema === ours.schema ? 'stamp' : 'posted'
  const sql = postgres(databaseUrl, { max: 1 })
  const [row] = await sql.unsafe(`select count(*)::int4 as rows from ${schema}.${table}`)
  await sql.end()
  if (row?.rows !== events) throw new Error(`${schema} has ${row?.rows} stamps of ${events}`)
}

async function growth(databaseUrl: string, events: number): Promise<Figure[]> {
  const sql = postgres(databaseUrl, { max: 1 })
  const sizes = await sql<{ schema: string; bytes: number }[]>`
    select n.nspname as schema, sum(pg_total_relation_size(c.oid))::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in (${ours.schema}, 'ponder_sync') and c.relkind = 'r' group by 1 order by 1`
  await sql.end()
  return sizes.map(({ schema, bytes }) => ({
    name:
      schema === 'ponder_sync'
        ? "Ponder's cache of logs, blocks and transactions"
        : 'tables and indexes after the backfill',
    value: (bytes / 2 ** 20) * (1e6 / events),
    unit: 'MiB per million stamps',
  }))
}
