import type { Address } from 'viem'
import type { Postage, VerdictItem } from '../../protocol/wire/verify.ts'
import type { TokenInfo } from '../tokens/askToken.ts'
import { checksummed } from './checksummed.ts'
import type { Decision } from './decide.ts'
import type { PostageFact, VerifyFacts } from './facts.ts'
import { quoteFor } from './quote.ts'
import type { Question } from './row.ts'
import { retryAfterSeconds, validForSeconds } from './timing.ts'

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
  // Rows 1 to 4 say nothing of postage, even where it is known.
  const postage = decision.row > 4 ? facts.postage : null
  return {
    eligible,
    reason,
    ...optional('postage', postage ? toPostage(postage, facts) : undefined),
    ...optional('quote', quoteFor(reason, request, tokens?.common ?? [], infoOf)),
    ...optional('consent', consentOf(facts)),
    ...optional('senderInboxId', senderInboxId ?? undefined),
    senderProof: proof.by === null ? 'unverified' : 'verified',
    validForSeconds: validForSeconds(decision, request, facts, blockTime),
    ...optional('retryAfterSeconds', retryAfterSeconds(decision, facts, blockTime)),
  }
}

function toPostage(postage: PostageFact, { block }: VerifyFacts): Postage {
  return {
    ...nameOf(postage),
    sender: checksummed(postage.sender),
    relay: checksummed(postage.relay),
    token: checksummed(postage.token),
    carriage: String(postage.carriage),
    stake: String(postage.stake),
    expiresAt: postage.expiresAt,
    window: postage.window,
    status: postage.status,
    postedBlock: String(postage.postedBlock),
    postedBlockHash: postage.postedBlockHash,
    postedAt: postage.postedAt,
    confirmations: block - postage.postedBlock + 1,
  }
}

function nameOf(postage: PostageFact): Pick<Postage, 'stampId' | 'mailingId' | 'index'> {
  if (postage.kind === 'stamp') return { stampId: postage.stampId }
  return { mailingId: postage.mailingId, index: postage.index }
}

function consentOf({ inbox, denied, allowed, allowedInbox }: VerifyFacts): VerdictItem['consent'] {
  if (!inbox) return undefined
  if (denied) return 'denied'
  return allowed || allowedInbox ? 'allowed' : 'none'
}

/** A field that is left out rather than undefined: JSON knows no undefined, and tests compare whole answers. */
function optional<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: V })
}
