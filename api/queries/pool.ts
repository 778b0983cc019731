import type postgres from 'postgres'
import { isSilence, statementTimeout } from './databaseError.ts'
import { createTurns } from './turns.ts'

/** Connections that those who use them take turns at: the client is never given more statements than it can send at once. */
export type Pool = {
  /**
   * Runs `task` when a connection is there for it. One that ends with the server's silence ends all connections, too, once what
   * else they do is over: a dead one would keep what is asked of it for as long as the operating system waits.
   *
   * @throws {ApiError} `database_unavailable`: too many wait. And what `task` throws.
   */
  use<T>(task: (sql: postgres.Sql) => Promise<T>): Promise<T>
  /** Waits for what is under way, 2 s at most. */
  close(): Promise<void>
}

/** @param connect - Makes a client of so many connections. */
export function openPool(connections: number, connect: (max: number) => postgres.Sql): Pool {
  const turns = createTurns(connections)
  let current = connect(connections)
  let isClosed = false

  return {
    use: (task) =>
      turns.take(async () => {
        const sql = current
        try {
          return await task(sql)
        } catch (error) {
          if (isSilence(error)) replace(sql)
          throw error
        }
      }),
    close() {
      isClosed = true
      return end(current)
    },
  }

  function replace(silent: postgres.Sql): void {
    // Several may find out about the same one.
    if (silent !== current || isClosed) return
    current = connect(connections)
    void end(silent)
  }

  function end(sql: postgres.Sql): Promise<void> {
    return sql.end({ timeout: statementTimeout / 1_000 })
  }
}

/**
 * The rows of a result, without the holes that the client leaves in front of them after a statement that was cancelled when it had
 * sent rows already: it goes on counting from those.
 */
export function rowsOf<Row>(result: readonly Row[]): Row[] {
  return result.filter(() => true)
}
