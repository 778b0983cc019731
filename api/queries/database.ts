import postgres from 'postgres'
import type { Hex } from 'viem'
import type { Caip2 } from '../../protocol/caip2.ts'
import {
  explainDatabaseError,
  isConflict,
  statementTimeout,
  withDeadline,
} from './databaseError.ts'
import { openPool, rowsOf } from './pool.ts'

/** What a statement may be given. Amounts go in as decimal strings. */
export type Parameter =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly (string | number | null)[]

/** A pool of connections that can only read. */
export type Database = {
  /**
   * Runs one statement, prepared once per connection under its text: keep the text constant per chain. One that a standby
   * cancels, as it stands in the way of what the primary did, is run once more.
   *
   * `int8` comes back as `number`, `numeric` as decimal string, `json` parsed.
   *
   * @throws {ApiError} `database_unavailable` when it is down, took over 2 s, or too many wait for it; `index_stale` when the chain's views are not
   * there, as before the first index and for a moment while one replaces another.
   */
  query<Row extends object>(text: string, parameters?: readonly Parameter[]): Promise<Row[]>
  /**
   * How many connections have ended so far. Whoever remembers what it has read does well to read it again when this has
   * changed: a server that crashed may have lost its last commits.
   */
  breaks(): number
  /** Waits for open statements, which takes no longer than they may, then closes all connections. */
  close(): Promise<void>
}

/** A block as the index has it. */
export type BlockRow = { number: number; hash: Hex; parentHash: Hex; timestamp: number }

/**
 * SQL of the column `"asOf"`: the newest block row, or null while there is none. Every statement that reads chain state
 * selects it, so that data and block come from one snapshot; its value goes to `chain.freshness.check`.
 */
export function asOfColumn(chain: { id: number; schema: string }): string {
  return `(
    select json_build_object('number', number, 'hash', hash, 'parentHash', parent_hash, 'timestamp', timestamp)
    from ${chain.schema}.block where chain_id = ${chain.id} order by number desc limit 1
  ) as "asOf"`
}

/**
 * Opens the pool of one chain. Each chain has its own: statements that wait for one chain's locks must not take the
 * connections of another.
 *
 * @param parameters.connections - Upper bound; they are opened when needed.
 */
export function openDatabase(parameters: {
  url: string
  caip2: Caip2
  connections: number
}): Database {
  const { url, caip2, connections } = parameters
  let breaks = 0
  // Safety: the client's own type tells of `int8` below as well, which nobody names.
  const connect = (max: number) =>
    postgres(url, {
      max,
      onclose: () => {
        breaks += 1
      },
      connect_timeout: 3,
      idle_timeout: 300,
      // Seconds between attempts to connect: a database that is back is used at once.
      backoff: () => 0.2,
      onnotice: () => {},
      connection: {
        application_name: `pennypost-api ${caip2}`,
        default_transaction_read_only: true,
        statement_timeout: statementTimeout,
        // Compiling a plan costs more than any of these look-ups takes.
        // Safety: the client leaves out what is falsy; Postgres takes the word.
        jit: 'off' as unknown as boolean,
        // The statements are nested loops by key whatever their parameters: planning each anew would only cost time.
        plan_cache_mode: 'force_generic_plan',
      },
      types: {
        // Safety: block numbers, times and counts stay below 2^53.
        int8: { to: 20, from: [20], serialize: String, parse: Number },
      },
    }) as unknown as postgres.Sql
  const pool = openPool(connections, connect)

  return {
    async query<Row extends object>(text: string, values: readonly Parameter[] = []) {
      // Prepared means the extended protocol, which takes a single statement only.
      const options = { prepare: true, simple: false }
      try {
        return await pool.use(async (sql) => {
          const run = () => withDeadline(sql.unsafe<Row[]>(text, values as never[], options))
          const start = performance.now()
          const result = await run().catch((error) => {
            if (isConflict(error, performance.now() - start)) return run()
            throw error
          })
          return rowsOf<Row>(result)
        })
      } catch (error) {
        throw explainDatabaseError(error, caip2)
      }
    },
    breaks: () => breaks,
    close: pool.close,
  }
}
