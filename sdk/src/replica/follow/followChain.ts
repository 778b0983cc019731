import type { FeedEntry } from '../../../../protocol/wire/event.ts'
import { pause } from '../../api/pause.ts'
import { applyChange } from '../state/applyChange.ts'
import { createPruner } from '../state/createPruner.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { createTeller } from './createTeller.ts'
import { loadSnapshot } from './loadSnapshot.ts'
import { pollIndex } from './pollIndex.ts'
import type { ReplicaSource } from './ReplicaSource.ts'
import type { Standing } from './standing.ts'
import { createStanding } from './standing.ts'

/** The chain up to a block. */
export type Copy = {
  state: ReplicaState
  standing: Standing
  /** Lets go of what expired long before a block's time. */
  prune: (blockTimestamp: number) => void
}

export type FollowParameters = {
  source: ReplicaSource
  maxStalenessSeconds: number
  signal: AbortSignal
  /** Milliseconds since 1970. */
  now: () => number
  /** Called one after the other, in order with `onSnapshot`. The copy does not wait for them; what they fail with goes to `onError`. */
  onEntry: (entry: FeedEntry) => void | Promise<void>
  onSnapshot: () => void | Promise<void>
  onError: (error: unknown) => void
  /** Called when more is known than before, so that it may be enough. */
  onProgress: () => void
  paces?: Paces | undefined
}

/** Milliseconds from one question where the index is to the next, and at least from one snapshot to the next. */
export type Paces = { poll: number; restart: number }

const usualPaces: Paces = { poll: 1_000, restart: 1_000 }

/** Milliseconds between two snapshots at most. */
const longestPause = 60_000

/**
 * Keeps a copy of a chain for as long as the signal lets it: reads a snapshot, follows the feed, and begins anew where it cannot be
 * gone on with. Meanwhile the old copy stands, getting older.
 *
 * @returns What gives the copy to judge by; undefined while there is none.
 */
export function followChain(parameters: FollowParameters): () => Copy | undefined {
  const { source, maxStalenessSeconds, signal, now, onEntry, onSnapshot, onError, onProgress } =
    parameters
  const { paces = usualPaces } = parameters
  let serving: Copy | undefined
  let following: Copy | undefined
  const tell = createTeller({ signal, onError })
  void follow()
  void pollIndex({ ...parameters, paces, copy: () => following })
  return () => serving

  async function follow(): Promise<void> {
    let wait = paces.restart
    while (!signal.aborted) {
      const begunAt = performance.now()
      try {
        await followOnce()
      } catch (error) {
        if (signal.aborted) return
        onError(error)
      } finally {
        following?.standing.broke()
        following = undefined
      }
      if (performance.now() - begunAt > longestPause) wait = paces.restart
      await pause(wait, signal)
      wait = Math.min(wait * 2, longestPause)
    }
  }

  /** Ends when the signal aborts, or the feed cannot be followed any more. */
  async function followOnce(): Promise<void> {
    const begunAt = now()
    const { state, begin, end } = await loadSnapshot(source, signal)
    const standing = createStanding(begin.asOf, begunAt, maxStalenessSeconds)
    const copy = { state, standing, prune: createPruner(state) }
    following = copy
    tell(onSnapshot)
    let position = BigInt(begin.position)
    // Before that, its rows are of different blocks; and until the feed is reached, an old copy knows as much.
    const serve = () => {
      if (position >= BigInt(end.position)) serving = copy
    }
    const events = source.watchEvents({
      from: begin.position,
      signal,
      onAlive() {
        standing.heard(now())
        serve()
        onProgress()
      },
      onBreak: () => standing.broke(),
      onStatus: standing.told,
    })
    for await (const entry of events) {
      apply(entry, copy)
      standing.entered(entry, now())
      position = BigInt(entry.id)
      serve()
      tell(() => onEntry(entry as FeedEntry))
      onProgress()
    }
  }

  /** All of an entry: what was put in place in part must not be judged by. */
  function apply({ state: changes }: Pick<FeedEntry, 'state'>, copy: Copy): void {
    try {
      for (const change of changes) applyChange(copy.state, change)
    } catch (error) {
      if (serving === copy) serving = undefined
      throw error
    }
  }
}
