import type { Hex } from 'viem'
import type { StampFact } from '../../../../protocol/verdict/facts.ts'

/** Stamps by their id and by their letter. Most letters have one, which then stands by itself. */
export type StampIndex = {
  readonly byId: Map<Hex, StampFact>
  readonly byLetter: Map<Hex, StampFact | StampFact[]>
  put(stamp: StampFact): void
  remove(stampId: Hex): void
}

export function createStampIndex(): StampIndex {
  const byId = new Map<Hex, StampFact>()
  const byLetter = new Map<Hex, StampFact | StampFact[]>()

  return {
    byId,
    byLetter,
    put(stamp) {
      const known = byId.get(stamp.stampId)
      // What is known stays where it is found: a stamp is admitted or settled, and never for another letter.
      if (known && known.letterHash === stamp.letterHash) {
        Object.assign(known, stamp, { stampId: known.stampId, letterHash: known.letterHash })
        return
      }
      if (known) remove(stamp.stampId)
      byId.set(stamp.stampId, stamp)
      const others = byLetter.get(stamp.letterHash)
      if (!others) byLetter.set(stamp.letterHash, stamp)
      else if (Array.isArray(others)) others.push(stamp)
      else byLetter.set(stamp.letterHash, [others, stamp])
    },
    remove,
  }

  function remove(stampId: Hex): void {
    const stamp = byId.get(stampId)
    if (!stamp) return
    byId.delete(stampId)
    const all = [byLetter.get(stamp.letterHash) ?? []].flat()
    const others = all.filter((each) => each !== stamp)
    const [other] = others
    if (!other) byLetter.delete(stamp.letterHash)
    else byLetter.set(stamp.letterHash, others.length > 1 ? others : other)
  }
}
