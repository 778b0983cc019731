import postgres from 'postgres'
import { ApiError } from './problem.ts'
import type { Parameter } from './queries/database.ts'
import {
  explainDatabaseError,
  isSilence,
  statementTimeout,
  withDeadline,
} from './queries/databaseError.ts'
import { openPool, rowsOf } from './queries/pool.ts'

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
  /** @throws {ApiError} `database_unavailable` when it is down, took over 2 s, or too many wait for it. */
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
  const pool = openPool(connections, (max) => open(url, max))

  return {
    query: (text, values) => explained(pool.use((sql) => ask(sql, text, values))),
    transaction: (run) => explained(pool.use((sql) => inTransaction(sql, run))),
    session: () => openSession(url),
    close: pool.close,
  }
}

/** The client waits for ever for a server that falls silent as a transaction begins or ends; this does not. */
function inTransaction<T>(sql: postgres.Sql, run: (query: Query) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (answer: Promise<unknown>) => {
      withDeadline(answer).catch((error) => isSilence(error) && reject(error))
    }
    const begun = new Promise<void>((begin) => {
      const whole: Promise<unknown> = sql.begin(async (transaction) => {
        begin()
        try {
          return await run(queryOf(transaction))
        } finally {
          // What is left is to commit, or to undo it all.
          listen(whole)
        }
      })
      whole.then((value) => resolve(value as T), reject)
    })
    listen(begun)
  })
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
  // Safety: the client's own type tells of `int8` below as well, which nobody names.
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
  return (text, values) => explained(ask(sql, text, values))
}

async function ask<Row extends object>(
  sql: postgres.Sql | postgres.TransactionSql,
  text: string,
  values: readonly Parameter[] = [],
): Promise<Row[]> {
  const options = { prepare: true, simple: false }
  return rowsOf<Row>(await withDeadline(sql.unsafe<Row[]>(text, values as never[], options)))
}

async function explained<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw explainDatabaseError(error)
  }
}
