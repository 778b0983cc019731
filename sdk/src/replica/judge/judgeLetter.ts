import type { Address } from 'viem'
import { decide, isDecidedBySender } from '../../../../protocol/verdict/decide.ts'
import type { FinalityLevels } from '../../../../protocol/verdict/levelBlockOf.ts'
import { levelBlockOf } from '../../../../protocol/verdict/levelBlockOf.ts'
import type { TokenInfo } from '../../../../protocol/verdict/quote.ts'
import { isHelpedByPostage } from '../../../../protocol/verdict/quote.ts'
import type { Question } from '../../../../protocol/verdict/row.ts'
import type { StatementDomain } from '../../../../protocol/verdict/senderProof.ts'
import { senderProof } from '../../../../protocol/verdict/senderProof.ts'
import { toVerdict } from '../../../../protocol/verdict/toVerdict.ts'
import type { VerdictItem, VerifyItem } from '../../../../protocol/wire/verify.ts'
import type { InboxState } from '../state/inboxState.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { chooseStamp, put } from './chooseStamp.ts'
import { mailingFact } from './mailingFact.ts'
import { payerDenied } from './payerDenied.ts'
import { senderFacts } from './senderFacts.ts'
import { tokensFact } from './tokensFact.ts'

/** What of a chain does not change while it is followed. */
export type ChainFacts = {
  statements: StatementDomain
  blockTimeSeconds: number | undefined
  tokenInfo: (token: Address) => TokenInfo | undefined
}

/** As of when a letter is judged. */
export type AsOfFacts = {
  /** Number of the newest block. */
  block: number
  levels: FinalityLevels
  /** Unix seconds, not before that block's. */
  now: number
}

/** Judges a letter by what the replica has, by the same table as the API. */
export function judgeLetter(
  state: ReplicaState,
  item: VerifyItem,
  { block, levels, now }: AsOfFacts,
  chain: ChainFacts,
): VerdictItem {
  const inbox = state.inboxes.get(item.inboxId)
  const levelBlock = levelBlockOf(item, block, levels)
  const facts = senderFacts(state, inbox, item, { block, levelBlock, now })
  const question = { request: item, facts, proof: senderProof(chain.statements, item, facts) }
  if (inbox && !isDecidedBySender(question)) findPostage(state, inbox, question)
  const decision = decide(question)
  if (inbox && facts.postage && isHelpedByPostage(decision.reason)) {
    facts.tokens = tokensAsked(state, inbox, question)
  }
  return toVerdict(question, decision, chain, chain.tokenInfo)
}

/** The postage to judge; where there is none and none was named, what new one could be paid in. */
function findPostage(state: ReplicaState, inbox: InboxState, question: Question): void {
  const { request, facts } = question
  const { stampId, mailing } = request
  if (mailing) {
    const known = state.mailings.get(mailing.mailingId)
    facts.postage = known ? mailingFact(known, inbox, request, mailing) : null
    if (facts.postage) {
      facts.payerDenied = payerDenied(state, inbox, facts.postage.sender, request.sender)
    }
  } else if (stampId !== undefined) {
    const stamp = state.stamps.byId.get(stampId)
    if (stamp) put(state, inbox, question, stamp)
  } else {
    chooseStamp(state, inbox, question)
    if (!facts.postage) facts.tokens = tokensAsked(state, inbox, question)
  }
}

/** A closed door has no price. */
function tokensAsked(state: ReplicaState, inbox: InboxState, { request }: Question) {
  return inbox.row?.door === 'closed' ? null : tokensFact(state, inbox, request)
}
