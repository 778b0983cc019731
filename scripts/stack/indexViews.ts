import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { request } from './rpc.ts'

type IndexViewsParameters = {
  databaseUrl: string
  rpcUrls: readonly string[]
  /** What the indexer writes. */
  schema: string
  /** What readers read. */
  viewsSchema: string
}

export type IndexViews = {
  /** Whether the views show what another indexer wrote, which readers go on to read meanwhile. */
  showAnother(): Promise<boolean>
  /** Shows this index once it has reached the head of the chain; resolves then, or when `isOver`. */
  showWhenCaughtUp(isOver: () => boolean): Promise<void>
}

/** Milliseconds between two looks at how far the index is. */
const EVERY_MS = 250

/** Blocks below the head at which an index counts as caught up; readers allow more. */
const CLOSE = 1

/** How long views that nobody is to read any more wait for who still does; statements take 2 s at most. */
const LOCK_TIMEOUT = '3s'

/**
 * The views of a chain, when a new index is to take the place of another. Ponder replaces them once it has read up to the
 * newest *final* block; readers would find the index up to a hundred blocks behind, and nobody would get an answer until it has
 * the others. So it is left to this, which waits until the new index has them.
 *
 * The new views are made in a schema of their own, which then takes the name. Whoever replaces views one by one has to wait for
 * all who read them while they wait for it, and under load never gets through; a name changes without a lock.
 */
export function indexViews(parameters: IndexViewsParameters): IndexViews {
  const { databaseUrl, rpcUrls, schema, viewsSchema } = parameters
  const [next, past] = [`${viewsSchema}_next`, `${viewsSchema}_past`]

  return {
    showAnother: () =>
      connected(async (sql) => {
        const [shown] = await sql<{ schema: string }[]>`
          select table_schema as schema from information_schema.view_table_usage
          where view_schema = ${viewsSchema} and view_name = 'block' and table_name = 'block'`
        return shown !== undefined && shown.schema !== schema
      }),
    async showWhenCaughtUp(isOver) {
      while (!isOver()) {
        // Neither a database nor a node that is away for a while is the end of it.
        if (await connected(showIfCaughtUp).catch(() => false)) return
        await sleep(EVERY_MS, undefined, { ref: false })
      }
    },
  }

  async function showIfCaughtUp(sql: postgres.Sql): Promise<boolean> {
    const head = await headOf(rpcUrls)
    const [newest] = await sql<{ number: string | null }[]>`
      select max(number) as number from ${sql(schema)}.block`
    if (newest?.number == null || Number(newest.number) < head - CLOSE) return false
    await removeViews(sql, next)
    await removeViews(sql, past)
    await sql.begin(async (making) => {
      await making`create schema ${making(next)}`
      // What reorgs have to undo is nobody's to read.
      const tables = await making<{ name: string }[]>`
        select table_name as name from information_schema.tables
        where table_schema = ${schema} and table_type = 'BASE TABLE' and table_name not like '\_reorg\_\_%'`
      for (const { name } of tables) {
        const view = making(`${next}.${name}`)
        await making`create view ${view} as select * from ${making(`${schema}.${name}`)}`
      }
    })
    await sql.begin(async (exchange) => {
      await exchange`alter schema ${exchange(viewsSchema)} rename to ${exchange(past)}`
      await exchange`alter schema ${exchange(next)} rename to ${exchange(viewsSchema)}`
    })
    // Where somebody still reads them, the next exchange removes them.
    await removeViews(sql, past).catch(() => {})
    return true
  }

  /** One by one: who waits for several at a time waits in a circle with those who read several. */
  async function removeViews(sql: postgres.Sql, from: string): Promise<void> {
    const views = await sql<{ name: string }[]>`
      select table_name as name from information_schema.views where table_schema = ${from}`
    await sql.unsafe(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    for (const { name } of views) await sql`drop view if exists ${sql(`${from}.${name}`)}`
    await sql`drop schema if exists ${sql(from)}`
  }

  async function connected<T>(act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} })
    try {
      return await act(sql)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}

/** @throws {Error} No url answered. */
async function headOf(rpcUrls: readonly string[]): Promise<number> {
  return Number(await Promise.any(rpcUrls.map((url) => request(url, 'eth_blockNumber'))))
}
