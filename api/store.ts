import postgres from 'postgres'
import { ApiError } from './problem.ts'
import type { Parameter } from './queries/database.ts'
import { explainDatabaseError, statementTimeout, withDeadline } from './queries/databaseError.ts'

type Query = <Row extends object>(text: string, parameters?: readonly Parameter[]) => Promise<Row[]>

/** A connection of one's own, for what belongs to a session: an advisory lock goes when it ends. */
export type Session = {
  /** @throws {ApiError} `database_unavailable`, for ever once the connection is lost: no other takes its place unnoticed. */
  query: Query
  /** Gives the connection up, and with it its locks. */
  release(): Promise<void>
}

/**
 * The API's own tables, schema `api` on the primary: the only thing that an API process writes. No verdict needs them.
 *
 * `int8` comes back as `number`, `numeric` as decimal string, `json` parsed, `bytea` as `Buffer`. A parameter may be a
 * `Buffer`, too.
 */
export type Store = {
  /** @throws {ApiError} `database_unavailable` when it is down or took over 2 s. */
  query: Query
  /** Runs all in one transaction, which is undone if `run` throws. @throws As `query`, and what `run` throws. */
  transaction<T>(run: (query: Query) => Promise<T>): Promise<T>
  /** Connects with its first query. */
  session(): Session
  close(): Promise<void>
}

/**
 * Opens the pool over the tables of the API. It connects when it is needed, so that a database that is down stops no start.
 *
 * @param parameters.connections - Upper bound; each session takes one more.
 */
export function openStore(parameters: { url: string; connections?: number | undefined }): Store {
  const { url, connections = 4 } = parameters
  const sql = open(url, connections)

  return {
    query: queryOf(sql),
    async transaction(run) {
      try {
        return (await sql.begin((transaction) => run(queryOf(transaction)))) as Awaited<
          ReturnType<typeof run>
        >
      } catch (error) {
        throw explainDatabaseError(error)
      }
    },
    session: () => openSession(url),
    close: () => sql.end({ timeout: statementTimeout / 1_000 }),
  }
}

function openSession(url: string): Session {
  let isLost = false
  const sql = open(url, 1, () => {
    isLost = true
  })
  const query = queryOf(sql)
  return {
    query(text, parameters) {
      if (!isLost) return query(text, parameters)
      return Promise.reject(
        new ApiError('database_unavailable', { because: 'a connection was lost' }),
      )
    },
    release: () => sql.end({ timeout: 1 }),
  }
}

function open(url: string, max: number, onclose: () => void = () => {}): postgres.Sql {
  return postgres(url, {
    max,
    onclose,
    connect_timeout: 3,
    max_lifetime: null,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: 'pennypost-api store', statement_timeout: statementTimeout },
    types: {
      // Safety: block numbers, times and counts stay below 2^53.
      int8: { to: 20, from: [20], serialize: String, parse: Number },
    },
  }) as unknown as postgres.Sql
}

function queryOf(sql: postgres.Sql | postgres.TransactionSql): Query {
  return async <Row extends object>(text: string, values: readonly Parameter[] = []) => {
    try {
      const options = { prepare: true, simple: false }
      return await withDeadline(sql.unsafe<Row[]>(text, values as never[], options))
    } catch (error) {
      throw explainDatabaseError(error)
    }
  }
}
