import type { ReplicaState } from './replicaState.ts'

/** Seconds after which what has expired is let go, as snapshots leave it out: no clock is as wrong. */
const afterlife = 86_400

/** Stamps that are looked at in one call. */
const usualStride = 20_000

/**
 * Makes what lets go of postage that expired long ago, some stamps a call, so that a replica does not grow for ever.
 *
 * @returns Takes the time of the newest block, Unix seconds.
 */
export function createPruner(
  state: ReplicaState,
  stride = usualStride,
): (blockTimestamp: number) => void {
  let stamps = state.stamps.byId.values()
  return (blockTimestamp) => {
    state.settledBefore = Math.max(state.settledBefore, blockTimestamp - afterlife)
    for (let looked = 0; looked < stride; looked++) {
      const { value: stamp, done } = stamps.next()
      if (done) {
        stamps = state.stamps.byId.values()
        return pruneMailings(state)
      }
      if (stamp.expiresAt < state.settledBefore) state.stamps.remove(stamp.stampId)
    }
  }
}

function pruneMailings({ mailings, settledBefore }: ReplicaState): void {
  for (const [mailingId, { row }] of mailings) {
    if (row && row.expiresAt < settledBefore) mailings.delete(mailingId)
  }
}
