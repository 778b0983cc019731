import type { Shown } from './keepShown.ts'
import type { Received } from './Received.ts'

/** What was done with stakes on this page, by their ids. */
export type OwnAnswers = ReadonlyMap<string, 'collected' | 'returned'>

/** So many that only this page knows to be answered are listed: the rest comes with the pages of the API. */
const mostOwn = 50

/**
 * Parts what still stands among what waits from what was answered.
 *
 * What no longer waits leaves only once it is known what came of it: a stamp that is just being admitted is in no list for a moment.
 *
 * @param over - All with a known outcome, in any order.
 * @returns `answered`: newest first, without what stands in `shown`.
 */
export function partAnswered(
  shown: Shown | undefined,
  over: readonly Received[],
  own: OwnAnswers,
): { shown: Shown | undefined; answered: readonly Received[] } {
  const known = new Set<string>(over.map(({ id }) => id))
  const { items = [], gone = new Set<string>() } = shown ?? {}
  const hasLeft = ({ id }: Received) => gone.has(id) && (known.has(id) || own.has(id))
  const left = items.filter((one) => !hasLeft(one))
  const kept = new Set<string>(left.map(({ id }) => id))
  const ofOwn = items.filter((one) => hasLeft(one) && !known.has(one.id)).slice(0, mostOwn)
  return {
    shown: shown && { ...shown, items: left },
    answered: [...over.filter(({ id }) => !kept.has(id)), ...ofOwn.map((one) => asOwn(one, own))]
      // The sort is stable: what came in the same second keeps its order.
      .sort((one, other) => other.since - one.since),
  }
}

function asOwn(received: Received, own: OwnAnswers): Received {
  const status = own.get(received.id)
  const { stamp, mail } = received
  if (mail) return { ...received, mail: { ...mail, isCollected: true } }
  return status ? { ...received, stamp: { ...stamp, status } } : received
}
