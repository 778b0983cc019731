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
    const next = `${viewsSchema}_next`
    // A name of its own: what somebody still uses of an earlier one must not be in the way.
    const past = `${viewsSchema}_past_${Date.now().toString(36)}`
    await sql.begin(async (exchange) => {
      await exchange`create schema ${exchange(next)}`
      // What reorgs have to undo is nobody's to read.
      const tables = await exchange<{ name: string }[]>`
        select table_name as name from information_schema.tables
        where table_schema = ${schema} and table_type = 'BASE TABLE' and table_name not like '\_reorg\_\_%'`
      for (const { name } of tables) {
        const view = exchange(`${next}.${name}`)
        await exchange`create view ${view} as select * from ${exchange(`${schema}.${name}`)}`
      }
      await exchange`alter schema ${exchange(viewsSchema)} rename to ${exchange(past)}`
      await exchange`alter schema ${exchange(next)} rename to ${exchange(viewsSchema)}`
    })
    await removePast(sql)
    return true
  }

  /** Removes what was shown before; what somebody still uses, the next exchange tries again. */
  async function removePast(sql: postgres.Sql): Promise<void> {
    const schemas = await sql<{ name: string }[]>`
      select nspname as name from pg_namespace where starts_with(nspname, ${`${viewsSchema}_past_`})`
    await sql.unsafe(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    for (const { name } of schemas) await removeSchema(sql, name).catch(() => {})
  }

  /** Views one by one: who waits for several at a time waits in a circle with those who read several. */
  async function removeSchema(sql: postgres.Sql, name: string): Promise<void> {
    const views = await sql<{ view: string }[]>`
      select table_name as view from information_schema.views where table_schema = ${name}`
    for (const { view } of views) await sql`drop view if exists ${sql(`${name}.${view}`)}`
    // With the procedure that Ponder put there, and the trigger on the old index that calls it.
    await sql`drop schema if exists ${sql(name)} cascade`
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
