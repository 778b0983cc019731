import type { Hex } from 'viem'
import type { LetterStore } from './letterStore.ts'

/** As much of an entry of the feed as is looked at. */
export type ReorgEntry = {
  type: string
  retractedType?: string | undefined
  stampId?: string | undefined
  mailingId?: string | undefined
}

export type ApplyReorgParameters = {
  /** The guard's. */
  store: LetterStore
  /** A reorg has undone postage: letters that it paid for are not to be handed out any more. The store knows already. */
  onRetracted?: ((postageId: Hex) => void | Promise<void>) | undefined
  /** It was posted, perhaps again. The store knows already. */
  onRestored?: ((postageId: Hex) => void | Promise<void>) | undefined
}

/**
 * Has a store hold back letters whose postage a reorg has undone after they were taken in, and earn carriage anew whose admission it has
 * undone. Give it every entry of the feed that is about stamps and mailings, in order, also those that nothing has undone: the next once this
 * has come to its end. A replica sees to that where its `onEntry` returns the promise, and gives its `onError` what the store fails with; it
 * does not tell that entry again. `followReorgs` can go on from it.
 *
 * @param entry - Of `watchEvents`, or as a replica hands it to `onEntry`.
 * @throws What the store throws.
 *
 * @example
 * const replica = createReplica({ api, onEntry: (entry) => applyReorg(entry, { store }), onError })
 */
export async function applyReorg(
  entry: ReorgEntry,
  { store, onRetracted, onRestored }: ApplyReorgParameters,
): Promise<void> {
  const postageId = (entry.stampId ?? entry.mailingId)?.toLowerCase() as Hex | undefined
  if (postageId === undefined) return
  const isUndone = entry.type === 'retracted'
  const type = isUndone ? entry.retractedType : entry.type
  if (type === 'stamp.posted' || type === 'mailing.opened') {
    if (isUndone) {
      await store.retract(postageId)
      await onRetracted?.(postageId)
    } else {
      await store.restore(postageId)
      await onRestored?.(postageId)
    }
  } else if (isUndone && (type === 'stamp.admitted' || type === 'mailing.admitted')) {
    await store.reopenUnadmitted([postageId])
  }
}
