import type { VerifyItem } from '../../protocol/wire/verify.ts'

/** A signature is checked, which takes the processor as long as several look-ups do. */
const statementPoints = 4

/** Siblings that are hashed in the time of one look-up. The longest proof has 32. */
const siblingsPerPoint = 8

/**
 * Points that a batch costs: those of its letters, and of one that is asked about again one more each time. Nobody needs that, and a
 * letter with a flood of stamps would be dear as often.
 */
export function weightOfItems(items: readonly (VerifyItem | undefined)[]): number {
  const times = new Map<string, number>()
  return items.reduce((sum, item) => {
    // A bad one costs a point, too.
    if (!item) return sum + 1
    const letter = item.inboxId + item.letterHash
    const before = times.get(letter) ?? 0
    times.set(letter, before + 1)
    return sum + weightOfItem(item) + before
  }, 0)
}

/** Points that a letter to judge costs: 1, 4 more with a `senderStatement`, and up to 4 more with a proof of its place in a mailing. */
export function weightOfItem({ senderStatement, mailing }: VerifyItem): number {
  const proof = mailing ? Math.floor(mailing.proof.length / siblingsPerPoint) : 0
  return 1 + (senderStatement ? statementPoints : 0) + proof
}
