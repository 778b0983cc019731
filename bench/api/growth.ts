import postgres from 'postgres'
import type { Figure } from '../report/figure.ts'
import { prepareData, startBenchDatabase } from './dataset.ts'
import { schema } from './fill.ts'
import type { ApiSizes } from './sizes.ts'

/** What a million stamps, and the inboxes that they go to, take on disk. */
export async function measureGrowth(sizes: ApiSizes): Promise<Figure[]> {
  const server = await startBenchDatabase()
  const sql = postgres(await prepareData(server, sizes), { max: 1, onnotice: () => {} })
  try {
    const tables = await sql<{ name: string; bytes: number; indexes: number; rows: number }[]>`
      select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes,
        pg_indexes_size(c.oid)::float8 as indexes, c.reltuples::float8 as rows
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and c.relkind = 'r' and c.reltuples > 1000
      order by 2 desc`
    const mebibytes = (bytes: number) => bytes / 2 ** 20
    const ofStamps = tables.filter(({ name }) => ['stamp', 'stamp_step'].includes(name))
    const perMillion = ofStamps.reduce((sum, { bytes }) => sum + bytes, 0) * (1e6 / sizes.stamps)
    return [
      {
        name: 'a million stamps, posted and no more',
        value: mebibytes(perMillion),
        unit: 'MiB',
        note: `each further step of a stamp adds a row of \`stamp_step\``,
      },
      ...tables.map(({ name, bytes, indexes, rows }) => ({
        name: `\`${name}\``,
        value: mebibytes(bytes),
        unit: 'MiB',
        note: `${Math.round(rows).toLocaleString('en-US')} rows, ${Math.round(bytes / rows)} bytes each, of which ${Math.round(indexes / rows)} in indexes`,
      })),
    ]
  } finally {
    await sql.end()
    await server.stop()
  }
}
