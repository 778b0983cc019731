import type { Query } from './feedCursor.ts'

/** Half of the locks' names; the other half is the chain. */
const family = 'pennypost feed '

/** Tries to take the lock of a chain's writer, for as long as the connection lasts. */
export async function tryLockWriter(query: Query, chainId: number): Promise<boolean> {
  const [lock] = await query<{ held: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
    [`${family}${chainId}`],
  )
  return lock?.held ?? false
}

export async function unlockWriter(query: Query, chainId: number): Promise<void> {
  await query('select pg_advisory_unlock(hashtextextended($1, 0))', [`${family}${chainId}`])
}

/** Shows Postgres that the connection is still used. @throws {ApiError} It is gone, and all its locks with it. */
export async function touchConnection(query: Query): Promise<void> {
  await query('select 1')
}

/** Lets Postgres end the connection once nothing has been asked of it for some milliseconds, also within a transaction. */
export async function limitSilence(query: Query, milliseconds: number): Promise<void> {
  await query(
    `select set_config('idle_session_timeout', $1, false),
       set_config('idle_in_transaction_session_timeout', $1, false)`,
    [String(milliseconds)],
  )
}

/** Runs a transaction on a connection that nobody else uses meanwhile. */
export async function inTransaction<T>(query: Query, run: () => Promise<T>): Promise<T> {
  await query('begin')
  try {
    const result = await run()
    await query('commit')
    return result
  } catch (error) {
    await query('rollback')
    throw error
  }
}
