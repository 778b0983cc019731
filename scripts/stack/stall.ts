/** What is seen of an indexer that is live, and of its node. */
export type Sighting = {
  /** Milliseconds, of any clock that only goes forward. */
  at: number
  /** The newest block row; undefined: there is none yet. */
  indexed: { number: number; hash: string } | undefined
  /** Height of the node's head. */
  head: number
}

/** Tells an indexer that has gone deaf from one that has nothing to do, and from one that is slow. */
export type StallWatch = {
  /**
   * Takes note of what is seen now; true when the indexer has stood still for too long although there was work.
   *
   * @param sighting - Undefined: the database or the node did not tell. Then time begins anew.
   */
  see(sighting: Sighting | undefined): boolean
  /** To be told of each new start: what was missing before the first new block is no fault of the new process. */
  restarted(): void
}

/** How many times as long an indexer gets that was started again in vain. */
const MAX_PATIENCE = 16

/**
 * An indexer stalls when its newest block row stays the same for `stallMs` while the node shows a block beyond it that came
 * since it started. On a chain without new blocks it never does, however much it lacks. Each start in vain doubles the time, up to sixteenfold.
 */
export function createStallWatch(stallMs: number): StallWatch {
  let last: Sighting['indexed']
  /** Head above which a block is one that the process must have heard of; undefined: nothing was seen yet. */
  let heard: number | undefined
  /** Since when there has been work, and none was done. */
  let idleSince: number | undefined
  let patience = 1

  return {
    see(sighting) {
      if (!sighting) {
        idleSince = undefined
        return false
      }
      const { at, indexed, head } = sighting
      const hasMoved = heard !== undefined && last?.hash !== indexed?.hash
      if (hasMoved) {
        patience = 1
        idleSince = undefined
        heard = indexed?.number ?? -1
      }
      heard ??= head
      last = indexed
      const hasWork = head > heard && head > (indexed?.number ?? -1)
      idleSince = hasWork ? (idleSince ?? at) : undefined
      return idleSince !== undefined && at - idleSince > stallMs * patience
    },
    restarted() {
      heard = undefined
      idleSince = undefined
      patience = Math.min(patience * 2, MAX_PATIENCE)
    },
  }
}
