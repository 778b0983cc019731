import type { Address } from 'viem'
import type { Postage, VerdictItem } from '../wire/verify.ts'
import { checksummed } from './checksummed.ts'
import type { Decision } from './decide.ts'
import type { PostageFact, VerifyFacts } from './facts.ts'
import type { TokenInfo } from './quote.ts'
import { quoteFor } from './quote.ts'
import type { Question } from './row.ts'
import { retryAfterSeconds, validForSeconds } from './timing.ts'
import { writePayment } from './writtenPayment.ts'

/** Seconds from block to block where nobody has configured them. */
const usualBlockTime = 1

/**
 * Puts a decision into the words of the API.
 *
 * @param chain.blockTimeSeconds - May be a fraction; undefined where not configured.
 * @param infoOf - What is known of a token, without waiting.
 */
export function toVerdict(
  { request, facts, proof }: Question,
  decision: Decision,
  { blockTimeSeconds: blockTime = usualBlockTime }: { blockTimeSeconds?: number | undefined },
  infoOf: (token: Address) => TokenInfo | undefined,
): VerdictItem {
  const { eligible, reason } = decision
  const { senderInboxId, tokens } = facts
  // All fields, whatever they are, and always in this order: JSON knows no undefined, and objects of one shape are made and read fastest.
  return {
    eligible,
    reason,
    // Rows 1 to 4 say nothing of postage, even where it is known.
    postage: facts.postage && decision.row > 4 ? toPostage(facts.postage, facts) : undefined,
    quote: quoteFor(reason, request, tokens?.common ?? [], infoOf),
    consent: facts.inbox ? consentOf(facts) : undefined,
    senderInboxId: senderInboxId ?? undefined,
    senderProof: proof.by === null ? 'unverified' : 'verified',
    validForSeconds: validForSeconds(decision, request, facts, blockTime),
    retryAfterSeconds: retryAfterSeconds(decision, facts, blockTime),
  }
}

function toPostage(postage: PostageFact, { block }: VerifyFacts): Postage {
  const isStamp = postage.kind === 'stamp'
  const { relay, token, carriage, stake } = postage.written ?? writePayment(postage)
  return {
    stampId: isStamp ? postage.stampId : undefined,
    mailingId: isStamp ? undefined : postage.mailingId,
    index: isStamp ? undefined : postage.index,
    sender: postage.senderChecksummed ?? checksummed(postage.sender),
    relay,
    token,
    carriage,
    stake,
    expiresAt: postage.expiresAt,
    window: postage.window,
    status: postage.status,
    postedBlock: String(postage.postedBlock),
    postedBlockHash: postage.postedBlockHash,
    postedAt: postage.postedAt,
    confirmations: block - postage.postedBlock + 1,
  }
}

function consentOf({ denied, allowed, allowedInbox }: VerifyFacts): 'none' | 'allowed' | 'denied' {
  if (denied) return 'denied'
  return allowed || allowedInbox ? 'allowed' : 'none'
}
