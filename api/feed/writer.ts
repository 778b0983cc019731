import { ponderFinality } from '../freshness/ponderFinality.ts'
import type { FeedCursor, Query } from '../queries/feedCursor.ts'
import { beginFeed, lastInBlock, moveFeedCursor, readFeedCursor } from '../queries/feedCursor.ts'
import type { NewEntry } from '../queries/feedEntries.ts'
import {
  appendEntries,
  markRetracted,
  pruneFeed,
  readStandingAbove,
  readToldKeys,
} from '../queries/feedEntries.ts'
import type { EventPage } from '../queries/feedEvents.ts'
import { readBeginning, readEvents } from '../queries/feedEvents.ts'
import { readState } from '../queries/feedState.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'
import { changesOf, toCorrection, toEntry, toRetraction } from './entry.ts'
import { findFork } from './fork.ts'
import type { Leadership } from './leadership.ts'
import { touched } from './touched.ts'

/** Writes the feed of one chain, while it holds the chain's lock. */
export type Writer = {
  /**
   * Writes what is new, at most one transaction's worth.
   *
   * @returns Whether there may be more to write at once.
   * @throws {ApiError} What keeps it from writing: the chain is unfit, or a database does not answer.
   */
  tick(): Promise<boolean>
  /** Takes old entries away. @returns Whether there may be more of them. */
  prune(days: number): Promise<boolean>
}

/** Entries of one transaction, and rows of one that corrects. What is too much for a statement is tried again in smaller parts. */
const mostEntries = 500
const mostRows = 200

/** Entries whose state can be corrected; beyond that the feed begins anew. */
const mostCorrected = 5_000

type Place = { block: number; hash: FeedCursor['hash']; logIndex: number }

export function createWriter(parameters: {
  chain: Chain
  store: Store
  leadership: Leadership
  /** Milliseconds for which the node must show a shorter chain before it is believed. */
  shorterFor?: number | undefined
}): Writer {
  const { chain, store, leadership, shorterFor = 1_000 } = parameters
  let cursor: FeedCursor | undefined
  let shorterSince: number | undefined
  let limit = mostEntries

  return {
    async tick() {
      if (!(await leadership.hold(chain.id))) {
        cursor = undefined
        return false
      }
      try {
        cursor ??= (await readFeedCursor(store.query, chain.id)) ?? (await begin())
        const more = cursor ? await write(cursor) : false
        limit = Math.min(limit * 2, mostEntries)
        return more
      } catch (error) {
        limit = Math.max(Math.floor(limit / 2), 1)
        // Whatever failed, the database knows how far it got.
        cursor = undefined
        throw error
      }
    },
    async prune(days) {
      if (!(await leadership.hold(chain.id))) return false
      const { indexed } = chain.freshness.status()
      if (!indexed) return false
      const floor = floorOf(indexed.number)
      const gone = await leadership.append(chain.id, (query) =>
        pruneFeed(query, chain.id, days, floor),
      )
      cursor = undefined
      return Boolean(gone)
    },
  }

  /** The block below which nothing is retracted: final to the node, and out of the indexer's reach. */
  function floorOf(newest: number): number {
    const reach = newest - ponderFinality(chain.id)
    const { finalized } = chain.freshness.levels()
    return finalized > 0 ? Math.min(reach, finalized) : reach
  }

  /** Begins below what may still be undone; what is older, a snapshot tells. */
  async function begin(): Promise<FeedCursor | undefined> {
    const [newest] = await readBeginning(chain, 0)
    if (!newest?.asOf) return undefined
    await chain.freshness.check(newest.asOf)
    const [found] = await readBeginning(chain, floorOf(newest.asOf.number))
    const row = found?.below ?? found?.lowest
    if (!row) return undefined
    // Of the first block that the index has a row of, the events count.
    const logIndex = found?.below ? lastInBlock : -1
    const at = { block: row.number, hash: row.hash, logIndex }
    return await leadership.append(chain.id, (query) => beginFeed(query, chain.id, at))
  }

  async function write(now: FeedCursor): Promise<boolean> {
    const leakBlock = now.leak?.block ?? null
    const [page] = await readEvents(
      chain,
      ...([now.block, now.logIndex, limit, now.block, leakBlock] as const),
    )
    if (!page?.asOf) return false
    if (now.leak && page.leakHash !== now.leak.hash) return correct(now, now.leak)
    if (page.cursorHash === now.hash) {
      shorterSince = undefined
      return advance(now, page, [], now)
    }
    if (page.asOf.number < now.block && !isShorter(now.block)) return false
    return undo(now)
  }

  /** Whether the chain itself has gone back below a block, and not just an index that restarts, or a node for a moment. */
  function isShorter(block: number): boolean {
    if (chain.freshness.levels().latest >= block) {
      shorterSince = undefined
      return false
    }
    shorterSince ??= performance.now()
    return performance.now() - shorterSince >= shorterFor
  }

  /** Retracts what the index has no more, and goes on from the fork. */
  async function undo(now: FeedCursor): Promise<boolean> {
    const fork = await findFork(chain, store.query, now)
    if (!fork) {
      cursor = await begin()
      return true
    }
    const above = { block: fork.block, logIndex: lastInBlock }
    const gone = await readStandingAbove(store.query, chain.id, above, limit)
    const from = { ...fork, logIndex: lastInBlock }
    const left = limit - gone.length
    const [page] = await readEvents(
      chain,
      ...([from.block, from.logIndex, Math.max(left, 1), from.block, null] as const),
    )
    if (!page?.asOf || page.cursorHash !== fork.hash) return true
    return advance(now, page, gone, from, left)
  }

  /**
   * Appends retractions and what is new after `from`, with the rows as they are now.
   *
   * @param room - Entries that may be new; 0: there may be more to retract first, so that the cursor stays.
   */
  async function advance(
    now: FeedCursor,
    page: EventPage,
    gone: Awaited<ReturnType<typeof readStandingAbove>>,
    from: Place,
    room = limit,
  ): Promise<boolean> {
    const { events, next, isWhole } = take(page, room, now)
    // A quiet block is no news, but whoever reads the tables waits for the cursor to have passed it.
    if (events.length + gone.length === 0 && next.block === now.block && next.hash === now.hash) {
      return false
    }

    const keys = [...events.flatMap(touched), ...gone.flatMap(({ state }) => state)]
    const anchor = room > 0 ? next : from
    const state = await readState(chain, keys, anchor.block, now.leak?.block ?? null)
    // In the meantime the index has left the chain that the events, or rows told before, are of.
    if (!state.asOf || state.hash !== anchor.hash) return true
    if (now.leak && state.leakHash !== now.leak.hash) return true
    if (keys.length > 0 || gone.length > 0) await chain.freshness.check(state.asOf)
    const entries = [
      ...gone.map((undone) => toRetraction(undone, state)),
      ...events.map((event) => toEntry(chain.caip2, event, state)),
    ]
    const isAhead = !(isWhole && state.asOf.hash === next.hash)
    cursor = await leadership.append(chain.id, async (query) => {
      await markRetracted(
        query,
        gone.map(({ id }) => id),
      )
      const span = entries.length > 0 && (await appendEntries(query, chain.id, entries))
      return move(query, {
        ...now,
        ...next,
        leak: leakOf(
          now,
          next,
          isAhead && span ? { seq: span.first, ...markOf(state.asOf) } : null,
        ),
        lastSeq: span ? span.last : now.lastSeq,
      })
    })
    return !isWhole
  }

  /** The events that there is room for, and where the cursor is after them: at their last, or at the head. */
  function take(page: EventPage, room: number, now: FeedCursor) {
    const events = room > 0 ? page.events : []
    const last = events.at(-1)
    const cut = last && { block: last.blockNumber, hash: last.blockHash, logIndex: last.logIndex }
    const isWhole = events.length < room
    const head = { ...markOf(page.asOf), logIndex: lastInBlock }
    const next: Place = isWhole ? head : (cut ?? now)
    return { events, next, isWhole }
  }

  /** Rows told ahead of the cursor stay under watch until the cursor has passed the block that they were read at. */
  function leakOf(now: FeedCursor, next: Place, fresh: FeedCursor['leak']): FeedCursor['leak'] {
    const { block, logIndex } = next
    const isPassed = (at: number) => at < block || (at === block && logIndex === lastInBlock)
    const old = now.leak && !isPassed(now.leak.block) ? now.leak : null
    return fresh ? { ...fresh, seq: old?.seq ?? fresh.seq } : old
  }

  /** Tells rows anew that were read at a block which is gone without its events ever having been told. */
  async function correct(now: FeedCursor, leak: NonNullable<FeedCursor['leak']>): Promise<boolean> {
    const told = await readToldKeys(store.query, chain.id, leak.seq, mostCorrected)
    if (told.count === mostCorrected) {
      cursor = await begin()
      return true
    }
    const state = await readState(chain, told.state, now.block, null)
    if (!state.asOf) return true
    await chain.freshness.check(state.asOf)
    const rows = changesOf(told.state, state)
    const block: NewEntry['block'] = {
      number: String(state.asOf.number),
      hash: state.asOf.hash,
      timestamp: state.asOf.timestamp,
    }
    const entries = Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, i) =>
      toCorrection(chain.caip2, block, rows.slice(i * mostRows, (i + 1) * mostRows)),
    )
    cursor = await leadership.append(chain.id, async (query) => {
      const span = entries.length > 0 && (await appendEntries(query, chain.id, entries))
      const isAhead = state.asOf?.hash !== now.hash
      return move(query, {
        ...now,
        leak: span && isAhead ? { seq: span.first, ...markOf(state.asOf) } : null,
        lastSeq: span ? span.last : now.lastSeq,
      })
    })
    return true
  }

  function markOf(asOf: EventPage['asOf']): { block: number; hash: FeedCursor['hash'] } {
    const { number, hash } = asOf as NonNullable<EventPage['asOf']>
    return { block: number, hash }
  }

  async function move(query: Query, next: FeedCursor): Promise<FeedCursor> {
    const moved = await moveFeedCursor(query, chain.id, next)
    if (moved) return moved
    throw new Error(`The feed of chain ${chain.id} was written by another process`)
  }
}
