import postgres from 'postgres'
import type { Hex } from 'viem'
import type { Caip2 } from '../../protocol/caip2.ts'
import { ApiError } from '../problem.ts'

/** What a statement may be given. Amounts go in as decimal strings. */
export type Parameter = string | number | boolean | null | readonly (string | number | null)[]

/** A pool of connections that can only read. */
export type Database = {
  /**
   * Runs one statement, prepared once per connection under its text: keep the text constant per chain.
   *
   * `int8` comes back as `number`, `numeric` as decimal string, `json` parsed.
   *
   * @throws {ApiError} `database_unavailable` when it is down or took over 2 s; `index_stale` when the chain's views are not
   * there, as before the first index and for a moment while one replaces another.
   */
  query<Row extends object>(text: string, parameters?: readonly Parameter[]): Promise<Row[]>
  /** Waits for open statements, which takes no longer than they may, then closes all connections. */
  close(): Promise<void>
}

/** A block as the index has it. */
export type BlockRow = { number: number; hash: Hex; parentHash: Hex; timestamp: number }

/** Milliseconds after which Postgres gives a statement up. Reorgs lock tables; nobody waits longer for them. */
const statementTimeout = 2_000

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
  const sql = postgres(url, {
    max: connections,
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
  })

  return {
    async query<Row extends object>(text: string, values: readonly Parameter[] = []) {
      try {
        // Prepared means the extended protocol, which takes a single statement only.
        const options = { prepare: true, simple: false }
        return await withDeadline(sql.unsafe<Row[]>(text, values as Parameter[], options))
      } catch (error) {
        throw explain(error, caip2)
      }
    },
    close: () => sql.end({ timeout: statementTimeout / 1_000 }),
  }
}

/** Gives up on a server that accepts a statement and then says nothing, not even that it took too long. */
async function withDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('No answer from Postgres'), { code: 'ETIMEDOUT' }))
    }, statementTimeout + 1_000)
  })
  try {
    return await Promise.race([answer, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Postgres error codes of views that are not there: no table, no schema, no column. */
const missing = new Set(['42P01', '3F000', '42703'])

/** Of a server that lets this process in no more: bad credentials, no such database, no right to read. */
const refused = /^(28|3D000|42501)/

/** Of a server that is going, coming or full: SQLSTATE classes and the client's own codes. */
const unavailable =
  /^(08|53|57P|58)|^(CONNECT|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/

const cancelled = '57014'

function explain(error: unknown, caip2: Caip2): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return error
  if (missing.has(code)) {
    const because = "the indexer's tables are not there"
    return new ApiError('index_stale', { chain: caip2, because }, { cause: error })
  }
  const because = findCause(code)
  return because ? new ApiError('database_unavailable', { because }, { cause: error }) : error
}

function findCause(code: string): string | undefined {
  if (code === cancelled) return `it took longer than ${statementTimeout} ms`
  if (refused.test(code)) return 'it refuses access'
  return unavailable.test(code) ? 'it cannot be reached' : undefined
}
