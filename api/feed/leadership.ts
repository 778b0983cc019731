import type { Query } from '../queries/feedCursor.ts'
import { lockFeed } from '../queries/feedCursor.ts'
import {
  inTransaction,
  limitSilence,
  touchConnection,
  tryLockWriter,
  unlockWriter,
} from '../queries/feedLock.ts'
import type { Session, Store } from '../store.ts'

/** Which chains this process writes the feed of. One process at a time does for each; the database sees to it. */
export type Leadership = {
  /**
   * Tries to become, or remain, the writer of a chain. Ask again at least every second: a writer that says nothing for
   * `silenceLimit` is one no more.
   *
   * @throws {ApiError} `database_unavailable`.
   */
  hold(chainId: number): Promise<boolean>
  /** Lets another process write. */
  resign(chainId: number): Promise<void>
  /**
   * Runs a transaction that appends to the feed of a chain, on the connection that its lock hangs on.
   *
   * @returns Undefined, and nothing was run, if the lock is not held.
   * @throws {ApiError} `database_unavailable`. Nobody can know then whether it was written.
   */
  append<T>(chainId: number, run: (query: Query) => Promise<T>): Promise<T | undefined>
  /** Resigns from all and gives the connection up. */
  close(): Promise<void>
}

/** Milliseconds of silence after which Postgres takes a writer for lost, also within a transaction. */
const silenceLimit = 5_000

/** Milliseconds after which a lock held is asked about again. */
const trust = 1_000

export function createLeadership(store: Store): Leadership {
  let session: Session | undefined
  let held = new Set<number>()
  let provenAt = Number.NEGATIVE_INFINITY
  const refusedAt = new Map<number, number>()
  let last: Promise<unknown> = Promise.resolve()

  return {
    hold: (chainId) =>
      inTurn(async () => {
        const askedAt = held.has(chainId) ? provenAt : refusedAt.get(chainId)
        if (askedAt !== undefined && performance.now() - askedAt < trust) return held.has(chainId)
        const query = await connect()
        if (held.has(chainId)) await guarded(() => touchConnection(query))
        else if (await guarded(() => tryLockWriter(query, chainId))) held.add(chainId)
        else refusedAt.set(chainId, performance.now())
        provenAt = performance.now()
        return held.has(chainId)
      }),
    resign: (chainId) =>
      inTurn(async () => {
        if (!held.delete(chainId) || !session) return
        const { query } = session
        await guarded(() => unlockWriter(query, chainId))
      }),
    append: (chainId, run) =>
      inTurn(async () => {
        if (!held.has(chainId) || !session) return undefined
        const { query } = session
        const result = await guarded(() =>
          inTransaction(query, async () => {
            await lockFeed(query)
            return run(query)
          }),
        )
        provenAt = performance.now()
        return result
      }),
    close: () => inTurn(lose),
  }

  /** One at a time: statements of a transaction must not mix with others. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run, run)
    last = turn.catch(() => {})
    return turn
  }

  async function connect(): Promise<Query> {
    if (session) return session.query
    const opened = store.session()
    session = opened
    await guarded(() => limitSilence(opened.query, silenceLimit))
    return opened.query
  }

  /** A connection on which anything fails is given up, and all locks with it: nobody need know what became of them. */
  async function guarded<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      await lose()
      throw error
    }
  }

  async function lose(): Promise<void> {
    const lost = session
    session = undefined
    held = new Set()
    provenAt = Number.NEGATIVE_INFINITY
    await lost?.release().catch(() => {})
  }
}
