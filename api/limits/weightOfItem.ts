import type { VerifyItem } from '../../protocol/wire/verify.ts'

/** A signature is checked, which takes the processor as long as several look-ups do. */
const statementPoints = 4

/** Siblings that are hashed in the time of one look-up. The longest proof has 32. */
const siblingsPerPoint = 8

/** Points that a letter to judge costs: 1, 4 more with a `senderStatement`, and up to 4 more with a proof of its place in a mailing. */
export function weightOfItem({ senderStatement, mailing }: VerifyItem): number {
  const proof = mailing ? Math.floor(mailing.proof.length / siblingsPerPoint) : 0
  return 1 + (senderStatement ? statementPoints : 0) + proof
}
