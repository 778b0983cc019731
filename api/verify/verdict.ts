import { getAddress } from 'viem'
import type { Postage, VerdictItem } from '../../protocol/wire/verify.ts'
import type { Decision } from './decide.ts'
import type { StampFact, VerifyFacts } from './facts.ts'
import { quoteFor } from './quote.ts'
import type { Question } from './row.ts'
import { retryAfterSeconds, validForSeconds } from './timing.ts'

/** Seconds from block to block where nobody has configured them. */
const usualBlockTime = 1

/**
 * Puts a decision into the words of the API.
 *
 * @param blockTime - Of the chain, in seconds, may be a fraction; undefined where not configured.
 */
export function toVerdict(
  { request, facts }: Question,
  decision: Decision,
  blockTime: number = usualBlockTime,
): VerdictItem {
  const { eligible, reason } = decision
  const { stamp, senderInboxId, tokens } = facts
  return {
    eligible,
    reason,
    ...optional('postage', stamp ? toPostage(stamp, facts) : undefined),
    ...optional('quote', quoteFor(reason, request, tokens?.common ?? [])),
    ...optional('consent', consentOf(facts)),
    ...optional('senderInboxId', senderInboxId ?? undefined),
    senderProof: request.senderAuthenticated ? 'verified' : 'unverified',
    validForSeconds: validForSeconds(decision, request, facts, blockTime),
    ...optional('retryAfterSeconds', retryAfterSeconds(decision, facts, blockTime)),
  }
}

function toPostage(stamp: StampFact, { block }: VerifyFacts): Postage {
  return {
    stampId: stamp.stampId,
    sender: getAddress(stamp.sender),
    relay: getAddress(stamp.relay),
    token: getAddress(stamp.token),
    carriage: String(stamp.carriage),
    stake: String(stamp.stake),
    expiresAt: stamp.expiresAt,
    window: stamp.window,
    status: stamp.status,
    postedBlock: String(stamp.postedBlock),
    postedBlockHash: stamp.postedBlockHash,
    postedAt: stamp.postedAt,
    confirmations: block - stamp.postedBlock + 1,
  }
}

function consentOf({ inbox, denied, allowed }: VerifyFacts): VerdictItem['consent'] {
  if (!inbox) return undefined
  if (denied) return 'denied'
  return allowed ? 'allowed' : 'none'
}

/** A field that is left out rather than undefined: JSON knows no undefined, and tests compare whole answers. */
function optional<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: V })
}
