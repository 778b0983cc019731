import postgres from 'postgres'

/** A row as the test compares it: camelCase, block numbers and times as numbers, amounts as bigints. */
export type Row = Readonly<Record<string, unknown>>

export type Tables = {
  /** Rows of a table in the order of its primary key, less those that do not match. */
  rows(table: string, match?: Row): Promise<Row[]>
  /** Every table but `block`, by name. */
  everything(): Promise<Record<string, Row[]>>
  /** Takes away the schema that the views show. */
  drop(schema: string): Promise<void>
  close(): Promise<void>
}

/** Reads the views that the API reads too. */
export function openTables(databaseUrl: string, viewsSchema: string): Tables {
  const sql = postgres(databaseUrl, {
    max: 2,
    onnotice: () => undefined,
    transform: postgres.camel,
    types: {
      int8: { to: 20, from: [20], serialize: String, parse: Number },
      numeric: { to: 1700, from: [1700], serialize: String, parse: BigInt },
    },
  })
  const read = async (table: string) => [
    ...(await sql<Row[]>`select * from ${sql(viewsSchema)}.${sql(table)}`),
  ]
  const rows = async (table: string, match: Row = {}) =>
    (await read(table)).filter(matches(match)).sort(byKey)
  return {
    rows,
    everything: async () => {
      const tables = await sql<{ tableName: string }[]>`
        select table_name from information_schema.views
        where table_schema = ${viewsSchema} and table_name not in ('block', '_ponder_meta', '_ponder_checkpoint')
        order by table_name`
      const read = tables.map(async ({ tableName }) => [tableName, await rows(tableName)] as const)
      return Object.fromEntries(await Promise.all(read))
    },
    drop: async (schema) => void (await sql`drop schema ${sql(schema)} cascade`),
    close: () => sql.end(),
  }
}

function matches(match: Row): (row: Row) => boolean {
  return (row) => Object.entries(match).every(([column, value]) => row[column] === value)
}

/** History by place, state by its ids: the columns that make up the keys, in that order. */
function byKey(a: Row, b: Row): number {
  for (const column of [
    'number',
    'blockNumber',
    'fromBlock',
    'logIndex',
    'fromLogIndex',
    'epoch',
  ]) {
    const difference = Number(a[column] ?? 0) - Number(b[column] ?? 0)
    if (difference !== 0) return difference
  }
  return JSON.stringify(a, replacer) < JSON.stringify(b, replacer) ? -1 : 1
}

function replacer(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
