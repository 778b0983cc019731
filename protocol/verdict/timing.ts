import type { VerifyItem } from '../wire/verify.ts'
import type { Decision } from './decide.ts'
import type { PostageFact, VerifyFacts } from './facts.ts'

/** What a caller is told to wait at most, in seconds: a node that knows no `finalized` block may never learn of one. */
const longestRetry = 3_600

/**
 * For how long a verdict may be taken as the answer without asking again: about one block, and no longer than the postage
 * that it rests on stays good.
 *
 * @param blockTime - Seconds, may be a fraction.
 * @returns Whole seconds, at least 1.
 */
export function validForSeconds(
  decision: Pick<Decision, 'reason'>,
  request: VerifyItem,
  facts: VerifyFacts,
  blockTime: number,
): number {
  const oneBlock = Math.max(1, Math.ceil(blockTime))
  if (decision.reason !== 'paid' || !facts.postage) return oneBlock
  return Math.min(oneBlock, secondsGood(facts.postage, request, facts.now))
}

/** From now until row 11 or, while it is open, row 13 refuses it; at least 1, as neither does now. */
function secondsGood(postage: PostageFact, request: VerifyItem, now: number): number {
  const left = postage.expiresAt - now
  if (postage.status === 'admitted') return left
  const required = request.minSecondsLeft ?? Math.ceil((postage.window * 9) / 10)
  return Math.min(left, left - required + 1)
}

/**
 * When asking again may help: for postage that is not indexed, after the next block; for what is too new, once the chain
 * has grown by what is missing.
 *
 * @param blockTime - Seconds, may be a fraction.
 * @returns Whole seconds from 1 to 3,600; undefined where waiting does not help.
 */
export function retryAfterSeconds(
  { reason, untilBlock }: Pick<Decision, 'reason' | 'untilBlock'>,
  { levelBlock }: Pick<VerifyFacts, 'levelBlock'>,
  blockTime: number,
): number | undefined {
  if (reason === 'postage_unknown') return Math.max(1, Math.ceil(blockTime))
  if (untilBlock === undefined) return undefined
  return Math.min(longestRetry, Math.max(1, Math.ceil((untilBlock - levelBlock) * blockTime)))
}
