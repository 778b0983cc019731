import type { StampState } from '../../facts/stampStatus.ts'
import { stampStatus } from '../../facts/stampStatus.ts'
import type { Outcome } from './outcomeOf.ts'

/**
 * The state of a stake that came to one's own inbox: the recipient is “you”.
 *
 * @param state.relayMayCollect - Whether the relay may have collected it, too.
 * @param now - Unix seconds.
 */
export function ownStatus(
  { relayMayCollect, ...state }: StampState & { relayMayCollect?: boolean | undefined },
  now: number,
): Outcome {
  const words = stampStatus(state, now)
  if (state.status === 'collected') {
    const taker = relayMayCollect ? 'You took the stake, or the relay for you.' : undefined
    return { ...words, sentence: taker ?? 'You took the stake.' }
  }
  if (state.status === 'returned') {
    return { ...words, sentence: 'You gave the stake back to the sender.' }
  }
  return words
}
